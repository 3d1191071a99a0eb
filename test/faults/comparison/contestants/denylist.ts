/** The tutorial: JWTs signed with HS256, and a denylist of their `jti` in Redis, each for as long as the token lives. */
import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Redis } from 'ioredis';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { LIFETIME, listen, REDIS, SECRET, slowly } from './listen.ts';

const redis = new Redis(REDIS);
// Without a listener, ioredis prints each failed attempt to connect.
redis.on('error', () => undefined);

function sign(user: string): { accessToken: string; refreshToken: string } {
  const make = (use: string, seconds: number): string =>
    jwt.sign({ sub: user, jti: randomUUID(), use }, SECRET, { algorithm: 'HS256', expiresIn: seconds });
  return { accessToken: make('access', LIFETIME / 1_000), refreshToken: make('refresh', 7 * 86_400) };
}

/** The claims of a token that is valid and not on the denylist. */
async function check(token: string | undefined, use: string): Promise<JwtPayload | undefined> {
  let claims: string | JwtPayload;
  try {
    claims = jwt.verify(token ?? '', SECRET, { algorithms: ['HS256'] });
  } catch {
    return undefined;
  }
  if (typeof claims === 'string' || claims['use'] !== use) return undefined;
  return (await redis.exists(`denylist:${claims.jti}`)) === 0 ? claims : undefined;
}

async function deny({ jti, exp = 0 }: JwtPayload): Promise<void> {
  const seconds = exp - Math.floor(Date.now() / 1_000);
  if (seconds > 0) await redis.set(`denylist:${jti}`, '1', 'EX', seconds);
}

function tokenOf(request: Request): string | undefined {
  const [, bearer] = /^Bearer (.+)$/.exec(request.get('authorization') ?? '') ?? [];
  const [, cookie] = /(?:^|; )token=([^;]+)/.exec(request.get('cookie') ?? '') ?? [];
  return bearer ?? cookie;
}

async function authenticate(request: Request, response: Response, next: NextFunction): Promise<void> {
  const claims = await check(tokenOf(request), 'access');
  if (claims) {
    response.locals['claims'] = claims;
    next();
  } else response.sendStatus(401);
}

interface Body {
  readonly refreshToken?: string;
}

const app = express();
app.use(express.json());
app.post('/login/:user', (request, response) => void response.json(sign(request.params.user)));
app.post('/refresh', async (request, response) => {
  const claims = await check((request.body as Body).refreshToken, 'refresh');
  if (!claims) {
    response.sendStatus(401);
    return;
  }
  await deny(claims);
  response.json(sign(String(claims.sub)));
});
app.use(authenticate);
app.post('/logout', async (request, response) => {
  await deny(response.locals['claims'] as JwtPayload);
  const refresh = await check((request.body as Body | undefined)?.refreshToken, 'refresh');
  if (refresh) await deny(refresh);
  response.sendStatus(204);
});
app.get('/me', (_request, response) => void response.json(response.locals['claims']));
app.get('/slow', async (_request, response) => {
  await slowly();
  response.json(response.locals['claims']);
});
listen(app);
