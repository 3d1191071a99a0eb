import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { at, type Site } from '../support/at.ts';
import type { Visitor } from '../support/visitor.ts';

const ROUNDS = 40;
/** Those that take and give refresh tokens, and do it well. */
const ROTATING = [
  'curfew-express',
  'express-rotation-with-reuse-detection',
  'fastify-refresh-atomic',
  'koa-refresh-grace',
];

/** Whether somebody who holds these tokens gets in, by themselves or by a refresh. */
async function opens(visitor: Visitor): Promise<boolean> {
  if (await visitor.isAlive()) return true;
  await visitor.refresh();
  return visitor.isAlive();
}

/** In how many of the rounds a refresh beside the logout leaves something that opens. */
async function survivors({ alice }: Site, survives = opens): Promise<number> {
  let alive = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const visitor = await alice();
    const thief = visitor.copy();
    const refreshed = thief.refresh();
    // Which of the two comes first, and by how much, differs from round to round.
    await delay(round % 4);
    const { status } = await visitor.logout();
    await refreshed;
    // A logout that is refused, because the refresh came first, has promised nothing.
    if (status < 400 && (await survives(thief))) alive += 1;
  }
  return alive;
}

it.each(['nestjs-refresh-survives', 'koa-refresh-wrong-key'])(
  '%s refreshes after the logout',
  async (name) => {
    await using site = await at(name);
    const { alice } = site;
    const visitor = await alice();
    const copy = visitor.copy();
    await visitor.logout();
    expect(await copy.isAlive()).toBe(false);
    expect((await copy.refresh()).status).toBe(200);
    expect(await copy.isAlive()).toBe(true);
  },
);

it('fastify-refresh-ends-old-row refreshes after the logout only when there was a rotation before', async () => {
  await using site = await at('fastify-refresh-ends-old-row');
  const { alice } = site;
  const fresh = await alice();
  await fresh.logout();
  expect(await opens(fresh)).toBe(false);
  const rotated = await alice();
  await rotated.refresh();
  await rotated.logout();
  expect(await rotated.isAlive()).toBe(false);
  expect(await opens(rotated)).toBe(true);
});

it.each([...ROTATING, 'fastify-cookie-other-path', 'hono-double-spend'])(
  '%s refuses every refresh token after the logout',
  async (name) => {
    await using site = await at(name);
    const { alice } = site;
    const visitor = await alice();
    const old = visitor.copy();
    await visitor.refresh();
    expect(await visitor.isAlive()).toBe(true);
    await visitor.copy().logout();
    expect(await opens(visitor)).toBe(false);
    expect(await opens(old)).toBe(false);
  },
);

it('express-refresh-race leaves a live token when a refresh is beside the logout', async () => {
  await using site = await at('express-refresh-race');
  expect(await survivors(site)).toBeGreaterThan(0);
});

it.each([...ROTATING, 'fastify-cookie-other-path', 'hono-double-spend'])(
  '%s leaves nothing when a refresh is beside the logout',
  async (name) => {
    await using site = await at(name);
    expect(await survivors(site)).toBe(0);
  },
);

it('express-short-token leaves no refresh token when a refresh is beside the logout', async () => {
  await using site = await at('express-short-token');
  const refreshes = async (thief: Visitor): Promise<boolean> => (await thief.refresh()).status === 200;
  expect(await survivors(site, refreshes)).toBe(0);
});

/** Those of two refreshes at the same time whose tokens open afterwards. */
async function doubleSpend({ alice }: Site): Promise<Visitor[]> {
  const visitor = await alice();
  const both = [visitor.copy(), visitor.copy()];
  const answers = await Promise.all(both.map((one) => one.refresh()));
  const alive = await Promise.all(both.map((one) => one.isAlive()));
  return both.filter((_, index) => answers[index]?.status === 200 && alive[index]);
}

it('hono-double-spend gives two refreshes at the same time a pair each', async () => {
  await using site = await at('hono-double-spend');
  const [one, other] = await doubleSpend(site);
  expect(other).toBeDefined();
  expect(one?.values['access'] === other?.values['access']).toBe(false);
  expect(one?.values['refresh'] === other?.values['refresh']).toBe(false);
});

it('koa-refresh-grace gives two refreshes at the same time the same pair', async () => {
  await using site = await at('koa-refresh-grace');
  const both = await doubleSpend(site);
  expect(both.length).toBe(2);
  expect(new Set(both.map(({ values }) => values['access'])).size).toBe(1);
  expect(new Set(both.map(({ values }) => values['refresh'])).size).toBe(1);
});

it.each(['fastify-refresh-atomic', 'express-rotation-with-reuse-detection', 'express-refresh-race'])(
  '%s lets one of two refreshes at the same time live at most',
  async (name) => {
    await using site = await at(name);
    expect((await doubleSpend(site)).length).toBeLessThanOrEqual(1);
  },
);
