import { expect, it } from 'vitest';
import { at } from '../support/at.ts';
import type { Visitor } from '../support/visitor.ts';

const alive = (all: readonly Visitor[]): Promise<boolean[]> => Promise.all(all.map((one) => one.isAlive()));

it('graphql-logout-all-ends-one ends one session of three, and not the one that asked', async () => {
  await using site = await at('graphql-logout-all-ends-one');
  const three = [await site.alice(), await site.alice(), await site.alice()] as const;
  const [, , last] = three;
  const answer = await last.send(last.plan.logoutEverywhere ?? {});
  expect(answer.text).toContain('"logoutAllDevices":true');
  expect(await alive(three)).toEqual([false, true, true]);
  await last.logout();
  expect(await alive(three)).toEqual([false, true, false]);
});

it('express-device-logout-ends-all ends the session of another device, too', async () => {
  await using site = await at('express-device-logout-ends-all');
  const two = [await site.alice(), await site.alice()] as const;
  const [, other] = two.map((one) => one.copy());
  await two[0].logout();
  expect(await other?.isAlive()).toBe(false);
});

it.each(['curfew-express', 'nestjs-session-table'])(
  '%s ends this device, the others, or all',
  async (name) => {
    await using site = await at(name);
    const first = [await site.alice(), await site.alice()] as const;
    await first[0].logout();
    expect(await alive(first)).toEqual([false, true]);
    const second = [await site.alice(), await site.alice()] as const;
    await second[0].send(second[0].plan.logoutOthers ?? {});
    expect(await alive([...first, ...second])).toEqual([false, false, true, false]);
    const third = await site.alice();
    await third.send(third.plan.logoutEverywhere ?? {});
    expect(await alive([...second, third])).toEqual([false, false, false]);
  },
);

it('koa-token-version ends all devices, as it says', async () => {
  await using site = await at('koa-token-version');
  const two = [await site.alice(), await site.alice()] as const;
  const copies = two.map((one) => one.copy());
  await two[0].logout();
  expect(await alive(copies)).toEqual([false, false]);
});

it('koa-single-session ends the session before with every login', async () => {
  await using site = await at('koa-single-session');
  const two = [await site.alice(), await site.alice()] as const;
  expect(await alive(two)).toEqual([false, true]);
});

it('express-login-rate-limit refuses the eleventh login, and takes it a second later', async () => {
  await using site = await at('express-login-rate-limit');
  const stranger = site.stranger();
  const login = stranger.plan.login as Parameters<typeof stranger.send>[0];
  const answers = await Promise.all(Array.from({ length: 14 }, () => stranger.send(login)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('retry-after')).toBe('1');
  await expect.poll(async () => (await stranger.send(login)).status, { timeout: 5_000 }).toBe(200);
});

it.each([
  ['express-password-keeps-sessions', true],
  ['fastify-password-ends-sessions', false],
])('%s: a change of the password leaves other sessions open: %s', async (name, open) => {
  await using site = await at(name);
  const [here, other] = [await site.alice(), await site.alice()] as const;
  const { change, restore } = here.plan.password ?? { change: {}, restore: {} };
  expect((await here.send(change)).status).toBe(200);
  expect(await alive([here, other])).toEqual([true, open]);
  expect((await here.send(restore)).status).toBe(200);
  expect(await (await site.alice()).isAlive()).toBe(true);
});
