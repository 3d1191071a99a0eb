import { createHash, generateKeyPairSync } from 'node:crypto';
import { getRequestListener } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { sign, verify } from 'hono/jwt';
import { findUser, seed } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

interface Env {
  Variables: { token: string; username: string };
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signingKey = privateKey.export({ format: 'jwk' }) as JsonWebKey;
const verifyingKey = publicKey.export({ format: 'jwk' }) as JsonWebKey;

/** So that the table does not hold live tokens. */
function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function application(): Hono<Env> {
  const users = seed();
  const denylist = new Map<string, number>();

  const auth: MiddlewareHandler<Env> = async (c, next) => {
    const token = c.req.header('authorization')?.replace(/^Bearer /i, '') ?? '';
    try {
      const payload = await verify(token, verifyingKey, 'ES256');
      if (denylist.has(fingerprint(token))) throw new Error('revoked');
      c.set('token', token);
      c.set('username', String(payload['sub']));
    } catch {
      throw new HTTPException(401, { message: 'Unauthorized' });
    }
    await next();
  };

  const app = new Hono<Env>().basePath('/v1');
  app.post('/token', async (c) => {
    const { username, password } = await c.req.json<Record<string, unknown>>();
    const user = findUser(users, username, password);
    if (!user) return c.json({ error: 'invalid_grant' }, 400);
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const access_token = await sign({ sub: user.username, exp }, signingKey, 'ES256');
    return c.json({ access_token, token_type: 'Bearer', expires_in: 3600 });
  });
  app.get('/profile', auth, (c) => {
    const { id, username, name } = users.find((user) => user.username === c.var.username) ?? {};
    return c.json({ id, username, name });
  });
  app.post('/logout', auth, (c) => {
    denylist.set(fingerprint(c.var.token), Date.now() + 3_600_000);
    return c.body(null, 204);
  });
  return app;
}

export const honoDenylistByHash: Target = {
  name: 'hono-denylist-by-hash',
  title: 'Hono, JWT (ES256): the denylist holds a hash of the token, and its ECDSA twin has another hash',
  faults: ['P01'],
  mayAlso: ['P02', 'P17'],
  plan: (base) => `
base: ${base}/v1
login: {post: /token, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.access_token}
me: {get: /profile, auth: "Bearer {access}", canary: Alice Archer}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start: () => served(getRequestListener(application().fetch)),
};
