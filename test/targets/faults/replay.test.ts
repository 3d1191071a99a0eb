import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { flipped, twin } from '../support/spellings.ts';

it.each([
  ['express-denylist-by-string', flipped],
  ['hono-denylist-by-hash', flipped],
  ['hono-denylist-by-hash', twin],
])('%s accepts another spelling of the token after the logout', async (name, respelled) => {
  await using site = await at(name);
  const { alice } = site;
  const visitor = await alice();
  const copy = visitor.copy();
  await visitor.logout();
  expect(await copy.isAlive()).toBe(false);
  copy.values['access'] = respelled(copy.values['access'] ?? '');
  expect(copy.values['access']).not.toBe(visitor.values['access']);
  expect(await copy.isAlive()).toBe(true);
});

it.each([
  ['fastify-jti-denylist', flipped],
  ['fastify-jti-denylist', twin],
  ['curfew-express', flipped],
  ['curfew-express', twin],
])('%s refuses every spelling of the token after the logout', async (name, respelled) => {
  await using site = await at(name);
  const { alice } = site;
  const visitor = await alice();
  await visitor.logout();
  visitor.values['access'] = respelled(visitor.values['access'] ?? '');
  expect(await visitor.isAlive()).toBe(false);
});

it('koa-cookie-value-as-bearer accepts the value of the cookie as a bearer', async () => {
  await using site = await at('koa-cookie-value-as-bearer');
  const { alice, stranger } = site;
  const visitor = await alice();
  const sid = visitor.cookies.get('koa.sid') ?? '';
  await visitor.logout();
  const thief = stranger();
  const me = { ...thief.plan.me, auth: `Bearer ${sid}` };
  expect(await thief.send(me)).toMatchObject({ status: 200, text: expect.stringContaining('alice') });
});

it('express-cached-session-check accepts the token at another node, for three seconds', async () => {
  await using site = await at('express-cached-session-check');
  const { alice, running } = site;
  const visitor = await alice();
  const elsewhere = visitor.copy();
  elsewhere.base = running.bases?.[1] ?? '';
  expect(elsewhere.base).not.toBe(visitor.base);
  expect(await elsewhere.isAlive()).toBe(true);
  await visitor.logout();
  const began = performance.now();
  expect(await elsewhere.isAlive()).toBe(true);
  while (await elsewhere.isAlive()) await delay(100);
  expect(performance.now() - began).toBeGreaterThan(1_000);
  expect(await visitor.copy().isAlive()).toBe(false);
});

it('fastify-denylist-per-node accepts the token at another node, as if nothing had happened', async () => {
  await using site = await at('fastify-denylist-per-node');
  const { alice, running } = site;
  const visitor = await alice();
  const elsewhere = visitor.copy();
  elsewhere.base = running.bases?.[1] ?? '';
  expect(elsewhere.base).not.toBe(visitor.base);
  await visitor.logout();
  expect(await elsewhere.isAlive()).toBe(true);
  elsewhere.base = visitor.base;
  expect(await elsewhere.isAlive()).toBe(false);
});

it('express-logged-out-mark accepts an old token again after the next login', async () => {
  await using site = await at('express-logged-out-mark');
  const { alice } = site;
  const visitor = await alice();
  await visitor.logout();
  expect(await visitor.isAlive()).toBe(false);
  await alice();
  expect(await visitor.isAlive()).toBe(true);
});
