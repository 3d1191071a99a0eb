import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as client from 'openid-client';
import { config, issuer, postLogoutUri } from './oidc-config';
import { sessions } from './sessions';

const COOKIE = 'portal';
const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'None' } as const;

export const oidc = new Hono();

oidc.get('/callback', async (c) => {
  const pending = await sessions.takePending(getCookie(c, 'pending') ?? '');
  if (!pending) return c.text('Login expired', 400);
  const tokens = await client.authorizationCodeGrant(config, new URL(c.req.url), {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
  });
  const claims = tokens.claims()!;
  const id = await sessions.create({ sub: claims.sub, idpSid: String(claims.sid), idToken: tokens.id_token! });
  setCookie(c, COOKIE, id, cookie);
  return c.redirect('/');
});

// OpenID Connect Front-Channel Logout 1.0: the provider puts this address into an iframe
oidc.get('/frontchannel-logout', async (c) => {
  const { iss, sid } = c.req.query();
  if (iss !== issuer || !sid) return c.text('bad request', 400);
  await sessions.removeByIdpSid(sid);
  c.header('Cache-Control', 'no-store');
  return c.body(null, 200);
});

oidc.post('/logout', async (c) => {
  const id = getCookie(c, COOKIE);
  const session = id ? await sessions.get(id) : null;
  if (id) await sessions.remove(id);
  deleteCookie(c, COOKIE, cookie);
  c.header('Cache-Control', 'no-store');
  if (!session) return c.redirect('/');
  const url = client.buildEndSessionUrl(config, { id_token_hint: session.idToken, post_logout_redirect_uri: postLogoutUri });
  return c.redirect(url.href, 303);
});
