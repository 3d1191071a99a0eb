/**
 * Sessions that live in a sealed cookie, as those of iron-session do, and of which every copy is dead after the logout:
 * `node examples/sealed-cookies.ts`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type Auth, type SigningKey } from 'curfew';
import { problem, sealedSessions } from 'curfew/http';
import { sqlite } from 'curfew/stores/sqlite';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import { getIronSession } from 'iron-session';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

const sealed = sealedSessions(curfew);

interface Data {
  theme?: string;
}
const password = process.env['COOKIE_PASSWORD'] ?? 'at least 32 characters, from the environment';
const open = (req: Request, res: Response) =>
  getIronSession<Data>(req, res, { cookieName: 'app', password, cookieOptions: { secure: true } });

const app = express();
app.post('/login', async (req, res) => {
  const session = await open(req, res);
  session.theme = 'dark';
  await sealed.start(session, { subject: 'alice' }); // check who it is
  await session.save();
  res.json({});
});
app.post('/logout', async (req, res) => {
  const session = await open(req, res);
  const receipt = await sealed.end(session); // throws, and keeps the cookie, when it could not be recorded
  session.destroy();
  res.json(receipt);
});
app.get('/me', async (req, res) => {
  const session = await open(req, res);
  const auth: Auth = await sealed.check(session);
  res.json({ sub: auth.subject, theme: session.theme });
});
app.use((async (error: unknown, _req, res, next) => {
  const answer = problem(error);
  if (!answer) return next(error);
  res.status(answer.status).json(await answer.json());
}) satisfies ErrorRequestHandler);

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());
