import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';
import { createCurfew, generateKey, type Curfew } from 'curfew';
import { authOf, isRevoked, problems, type RevokedOptions } from 'curfew/passport';
import { memory } from 'curfew/stores/memory';
import express, { type Request, type Response as Answer } from 'express';
import { expressjwt, UnauthorizedError } from 'express-jwt';
import { expect, it } from 'vitest';
import { watched } from '../support/node.ts';
import { listening } from './listening.ts';

const keys = [await generateKey('ES256')];
const issuer = { name: 'https://api.test', audience: 'api', keys };

interface Running extends AsyncDisposable {
  ask(token: string, headers?: Record<string, string>): Promise<Response>;
}

async function guarded(
  curfew: Curfew,
  getToken?: (req: Request) => string | undefined,
  options?: RevokedOptions<Request>,
): Promise<Running> {
  const [key = {}] = (await curfew.jwks()).keys;
  const app = express();
  const check = expressjwt({
    secret: createPublicKey({ key, format: 'jwk' }),
    algorithms: ['ES256'],
    isRevoked: isRevoked(curfew, options),
    ...(getToken && { getToken }),
  });
  app.get('/me', check, (req, res) => res.json(authOf(req)));
  app.use(problems, (error: Error, _req: Request, res: Answer, _next: unknown) => {
    if (error instanceof UnauthorizedError) res.status(401).send(error.code);
    else res.status(500).send('sorry');
  });
  const { url, close } = await listening(createServer(app));
  return {
    ask: (token, headers = {}) =>
      fetch(`${url}/me`, { headers: { authorization: `Bearer ${token}`, ...headers } }),
    [Symbol.asyncDispose]: close,
  };
}

it('refuses what express-jwt alone would let in: a token that was logged out', async () => {
  await using curfew = createCurfew({ store: memory(), issuer });
  await using app = await guarded(curfew);
  const { accessToken, session } = await curfew.issue({ subject: 'alice' });
  const live = await app.ask(accessToken);
  expect(await live.json()).toMatchObject({ subject: 'alice', session });
  expect(live.headers.get('cache-control')).toBe('no-store');
  await curfew.logout(accessToken);
  const dead = await app.ask(accessToken);
  expect([dead.status, await dead.text()]).toEqual([401, 'revoked_token']);
});

it('refuses a token that is genuine, and of a session that nobody has opened', async () => {
  await using curfew = createCurfew({ store: memory(), issuer });
  await using other = createCurfew({ store: memory(), issuer });
  await using app = await guarded(curfew);
  const { accessToken } = await other.issue({ subject: 'alice' });
  expect((await app.ask(accessToken)).status).toBe(401);
});

it.each(['fail', 'hang'] as const)(
  'answers 503 when the store would %s: never 200, never 401',
  async (how) => {
    const { store, disturb } = watched(memory());
    await using curfew = createCurfew({ store, issuer, staleness: 0 });
    await using app = await guarded(curfew);
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    expect((await app.ask(accessToken)).status).toBe(200);
    disturb(how);
    const answer = await app.ask(accessToken);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
    disturb('none');
  },
);

it('looks at the token that express-jwt has verified, wherever that was', async () => {
  await using curfew = createCurfew({ store: memory(), issuer });
  const getToken = (req: Request): string | undefined => req.get('x-token');
  const [one, two] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'mallory' })];
  await using right = await guarded(curfew, getToken, { getToken });
  await using forgotten = await guarded(curfew, getToken);
  expect((await right.ask(two.accessToken, { 'x-token': one.accessToken })).status).toBe(200);
  await curfew.logout(one.accessToken);
  expect((await right.ask(two.accessToken, { 'x-token': one.accessToken })).status).toBe(401);
  // A live token must not speak for the dead one that express-jwt lets in.
  expect((await forgotten.ask(two.accessToken, { 'x-token': one.accessToken })).status).toBe(400);
  const [header, , signature] = one.accessToken.split('.');
  for (const payload of ['e30', '!', two.accessToken.split('.')[1]]) {
    const forged = `${header}.${payload}.${signature}`;
    expect((await forgotten.ask(forged, { 'x-token': one.accessToken })).status).toBe(400);
  }
  const none = await forgotten.ask('', { 'x-token': one.accessToken });
  expect([none.status, ((await none.json()) as { code: string }).code]).toEqual([500, 'ERR_CONFIG']);
});
