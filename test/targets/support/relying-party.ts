import { randomBytes } from 'node:crypto';
import express, { type CookieOptions, type Express } from 'express';
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Running } from '../target.ts';
import { cookieOf } from './cookies.ts';
import { CLIENT_ID, identityProvider, PROVIDER_KEY } from './identity-provider.ts';
import { running, served } from './running.ts';

const OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };

/** What an application knows of its provider. */
export interface Provider {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

/** What the claims of a logout token are, when it is to be believed. Rejects when it is not. */
export type Validate = (token: string, provider: Provider) => Promise<JWTPayload>;

function application(provider: Provider, validate: Validate): Express {
  const sessions = new Map<string, JWTPayload>();
  const app = express();
  app.use(express.json(), express.urlencoded());

  app.post('/login', async (req, res) => {
    const { username = '', password = '' } = (req.body ?? {}) as Record<string, string>;
    const body = new URLSearchParams({ grant_type: 'password', client_id: CLIENT_ID, username, password });
    const answer = await fetch(`${provider.issuer}/token`, { method: 'POST', body });
    if (!answer.ok) {
      res.status(401).json({ error: 'login_failed' });
      return;
    }
    const { id_token } = (await answer.json()) as Record<string, string>;
    const { payload } = await jwtVerify(id_token ?? '', provider.keys, { audience: CLIENT_ID });
    const id = randomBytes(24).toString('base64url');
    sessions.set(id, payload);
    res.cookie('shop', id, OPTIONS).json({ user: { sub: payload.sub, sid: payload['sid'] } });
  });
  app.get('/me', (req, res) => {
    const claims = sessions.get(cookieOf(req, 'shop') ?? '');
    if (!claims) {
      res.status(401).json({ error: 'login_required' });
      return;
    }
    res.json({ sub: claims.sub, email: claims['email'] });
  });
  app.post('/logout', (req, res) => {
    sessions.delete(cookieOf(req, 'shop') ?? '');
    res.clearCookie('shop', OPTIONS).sendStatus(204);
  });
  app.post('/backchannel-logout', async (req, res) => {
    res.set('cache-control', 'no-store');
    try {
      const { sub, sid } = await validate(String(req.body?.logout_token), provider);
      for (const [id, claims] of sessions) {
        if (sid === undefined ? claims.sub === sub : claims['sid'] === sid) sessions.delete(id);
      }
      res.sendStatus(200);
    } catch {
      res.status(400).json({ error: 'invalid_request' });
    }
  });
  return app;
}

/** Of each application that runs. */
const issuers = new Map<string, string>();

/** An application of the provider, with a provider of its own. */
export async function relyingParty(validate: Validate): Promise<Running> {
  const idp = await served(identityProvider());
  const keys = createRemoteJWKSet(new URL(`${idp.base}/jwks`));
  const app = await served(application({ issuer: idp.base, keys }, validate));
  issuers.set(app.base, idp.base);
  return running(app.base, async () => {
    await app.stop();
    await idp.stop();
  });
}

export function relyingPartyPlan(base: string): string {
  return `
base: ${base}
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {sub: $.user.sub, sid: $.user.sid, cookies: all}
me: {get: /me, canary: alice@example.com}
logout: {post: /logout}
backchannel:
  url: /backchannel-logout
  issuer: ${issuers.get(base)}
  audience: ${CLIENT_ID}
  algorithm: ES256
  key: ${JSON.stringify(PROVIDER_KEY)}
  subject: "{sub}"
  session: "{sid}"
budget: {access: 0s, scope: device}
`;
}
