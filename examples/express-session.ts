/**
 * An application with express-session whose logouts are final: `node examples/express-session.ts`. Here the sessions are
 * in memory; a store such as connect-redis is wrapped in the same way.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { finalStore } from 'curfew/express-session';
import { sqlite } from 'curfew/stores/sqlite';
import express, { type ErrorRequestHandler } from 'express';
import session, { MemoryStore } from 'express-session';

declare module 'express-session' {
  interface SessionData {
    user: string;
    reports: number;
  }
}

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

const store = finalStore(curfew, new MemoryStore(), { subject: (data) => data.user });

const app = express();
app.use(session({ store, secret: 'yours, from the environment', resave: false, saveUninitialized: false }));
app.post('/login', (req, res, next) => {
  req.session.regenerate((failed: unknown) => {
    if (failed) return next(failed);
    req.session.user = 'alice'; // check who it is
    req.session.save((error: unknown) => (error ? next(error) : res.json({ user: req.session.user })));
  });
});
app.post('/logout', (req, res, next) => {
  req.session.destroy((error: unknown) => (error ? next(error) : res.sendStatus(204))); // 503 if it was not recorded
});
app.use((req, res, next) => void (req.session.user === undefined ? res.sendStatus(401) : next()));
app.get('/me', (req, res) => void res.json({ sub: req.session.user }));
app.get('/report', (req, res) => {
  setTimeout(() => {
    req.session.reports = (req.session.reports ?? 0) + 1; // saved at the end: a logout that came first stays final
    res.json({ sub: req.session.user });
  }, 200);
});
app.get('/sessions', async (req, res) => res.json(await curfew.sessions(req.session.user ?? '')));
app.use(((error: { status?: number }, _req, res, _next) => {
  res.sendStatus(error.status ?? 500);
}) satisfies ErrorRequestHandler);

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());
