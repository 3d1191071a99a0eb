import { expect, it } from 'vitest';
import { at } from '../support/at.ts';

const WRONG_ORIGIN = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };

function attributes(cookies: readonly string[], name: string): string {
  return cookies.find((one) => one.startsWith(`${name}=`))?.toLowerCase() ?? '';
}

it('fastify-cookie-other-path clears the refresh cookie at a path where it is not', async () => {
  await using site = await at('fastify-cookie-other-path');
  const login = await site.stranger().send(site.stranger().plan.login as Record<string, unknown>);
  expect(attributes(login.headers.getSetCookie(), 'refresh')).toContain('path=/api/auth;');
  const gone = (await (await site.alice()).logout()).headers.getSetCookie();
  expect(attributes(gone, 'refresh')).toMatch(/path=\/;.*max-age=0/);
  expect(attributes(gone, 'access')).toMatch(/path=\/;.*max-age=0/);
});

it('express-cookie-other-domain clears the session cookie of a domain that is not its own', async () => {
  await using site = await at('express-cookie-other-domain');
  const login = await site.stranger().send(site.stranger().plan.login as Record<string, unknown>);
  expect(attributes(login.headers.getSetCookie(), 'shop_session')).not.toContain('domain=');
  const gone = (await (await site.alice()).logout()).headers.getSetCookie();
  expect(attributes(gone, 'shop_session')).toContain('domain=.shop.example.com');
});

it.each([
  ['express-readable-cookie', 'auth_token', /^(?!.*httponly)/],
  ['koa-cookie-none-insecure', 'embed', /^(?!.*secure).*samesite=none/],
  ['koa-cookie-none-insecure', 'sid', /samesite=lax; httponly/],
  ['express-cross-site-logout', 'embed_session', /secure; samesite=none/],
  ['express-session-destroyed', 'connect.sid', /httponly; samesite=lax/],
])('%s sets the cookie %s with the flags that it should have, or should not', async (name, cookie, flags) => {
  await using site = await at(name);
  const login = await site.stranger().send(site.stranger().plan.login as Record<string, unknown>);
  expect(attributes(login.headers.getSetCookie(), cookie)).toMatch(flags);
});

it.each([
  ['express-page-in-browser-cache', 'private, max-age=600'],
  ['express-html-forms', 'no-store'],
])('%s lets a browser keep the personal page: %s', async (name, caching) => {
  await using site = await at(name);
  const visitor = await site.alice();
  const page = await visitor.send(visitor.plan.me);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain('Alice Archer');
  expect(page.headers.get('cache-control')).toBe(caching);
});

it('koa-get-logout signs out whoever follows a link of another site', async () => {
  await using site = await at('koa-get-logout');
  const visitor = await site.alice();
  expect((await visitor.copy().send({ get: '/logout', headers: WRONG_ORIGIN })).status).toBe(302);
  expect(await visitor.isAlive()).toBe(false);
});

it('express-cross-site-logout signs out when another site sends a form', async () => {
  await using site = await at('express-cross-site-logout');
  const visitor = await site.alice();
  const forged = { post: '/logout', headers: WRONG_ORIGIN, form: {} };
  expect((await visitor.copy().send(forged)).status).toBe(200);
  expect(await visitor.isAlive()).toBe(false);
});

it.each(['express-html-forms', 'fastify-password-ends-sessions'])(
  '%s refuses the logout of another site',
  async (name) => {
    await using site = await at(name);
    const visitor = await site.alice();
    const forged = { post: '/logout', headers: WRONG_ORIGIN, form: {} };
    expect((await visitor.copy().send(forged)).status).toBeGreaterThanOrEqual(403);
    expect(await visitor.isAlive()).toBe(true);
  },
);
