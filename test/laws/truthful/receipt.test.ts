import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node, overriding, until, watched } from '../../support/node.ts';

it('says what died, and nothing for what was unknown or dead already', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  const { accessToken, refreshToken, session } = await curfew.issue({ subject: 'alice' });
  const receipt = await curfew.logout(accessToken);
  expect(receipt).toMatchObject({
    revoked: [{ kind: 'session', id: session }],
    at: clock.now(),
    everywhere: true,
  });
  expect(receipt.cursor).toMatch(/^[\w-]+\.\d+\.\d+$/);
  expect(receipt.took).toBeGreaterThanOrEqual(0);
  for (const presented of [
    accessToken,
    refreshToken,
    'garbage',
    '',
    'a.b.c',
    `${accessToken}x`,
    {},
    { accessToken },
  ]) {
    expect((await curfew.logout(presented)).revoked).toEqual([]);
  }
  expect((await curfew.revoke({ session })).revoked).toEqual([]);
  expect((await curfew.revoke({ session: 'nobody' })).revoked).toEqual([]);
});

it('logs out by an expired access token, and says so', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  const { accessToken, refreshToken, session } = await curfew.issue({ subject: 'alice' });
  clock.advance(6 * 60_000);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_EXPIRED');
  expect((await curfew.logout(accessToken)).revoked).toEqual([{ kind: 'session', id: session }]);
  expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
});

it('does not say done when nothing was recorded', async () => {
  const { store, disturb } = watched(memory());
  await using curfew = await node({ store });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  disturb('fail', ['append']);
  expect(await codeOf(curfew.logout(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  disturb('none');
  expect((await curfew.verify(accessToken)).subject, 'a failed logout leaves the token alive').toBe('alice');
  await curfew.logout(accessToken);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('does not say done when the entry is gone again by the time it would', async () => {
  const store = watched(memory()).store;
  await using curfew = await node({ store });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const forgetful = overriding(store, { find: async () => undefined });
  await using other = await node({ store: forgetful });
  expect(await codeOf(other.logout(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
});

it(
  'says done in bounded time although a node hangs, and that node then asks',
  { timeout: 20_000 },
  async () => {
    const shared = memory();
    const { store, disturb } = watched(shared);
    await using a = await node({ store: shared, staleness: 300 });
    await using b = await node({ store, staleness: 300 });
    const { accessToken } = await a.issue({ subject: 'alice' });
    await b.verify(accessToken);
    disturb('hang');
    const started = performance.now();
    expect((await a.logout(accessToken)).everywhere).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await codeOf(b.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
    disturb('none');
    await until(async () => (await codeOf(b.verify(accessToken))) !== 'ERR_STORE_UNAVAILABLE');
    expect(await codeOf(b.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  },
);
