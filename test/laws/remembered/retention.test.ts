import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node } from '../../support/node.ts';

const HOUR = 3_600_000;

it('keeps a revocation for as long as any token of the session could live, whichever was presented', async () => {
  const clock = new TestClock();
  const store = memory();
  const sessions = { idle: 20 * HOUR, absolute: 20 * HOUR };
  await using a = await node({ store, clock, sessions });
  const { accessToken, session, refreshExpiresAt } = await a.issue({ subject: 'alice' });
  clock.advance(10 * 60_000);
  await a.logout(accessToken);
  const [fact] = (await store.changes()).revocations;
  expect(fact).toMatchObject({ kind: 'session', id: session });
  expect(fact?.expiresAt).toBeGreaterThan(refreshExpiresAt);
});

it('is dead to the end, across restarts, and leaves no trace afterwards', async () => {
  const clock = new TestClock();
  const store = memory();
  const sessions = { idle: 2 * HOUR, absolute: 2 * HOUR };
  const issuer = { lifetime: HOUR };
  const first = await node({ store, clock, sessions });
  const { accessToken, refreshToken } = await first.issue({ subject: 'alice' });
  await first.logout(accessToken);
  expect(issuer.lifetime).toBe(HOUR);
  for (let step = 0; step < 12; step += 1) {
    clock.advance(HOUR / 4);
    const restarted = await node({ store, clock, sessions });
    expect(await codeOf(restarted.verify(accessToken))).toMatch(/^ERR_TOKEN_/);
    expect(await codeOf(restarted.refresh(refreshToken))).toMatch(/^ERR_TOKEN_/);
    await restarted.close();
  }
  await first.close();
});

it('stays dead when the clock is set back, once it was ended', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock, sessions: { idle: HOUR, absolute: 10 * HOUR } });
  const idle = await curfew.issue({ subject: 'alice' });
  const loggedOut = await curfew.issue({ subject: 'alice' });
  await curfew.logout(loggedOut.accessToken);
  clock.advance(2 * HOUR);
  expect(await codeOf(curfew.refresh(idle.refreshToken))).toBe('ERR_TOKEN_EXPIRED');
  await new Promise((resolve) => setTimeout(resolve, 20));
  clock.setWall(-2 * HOUR);
  expect(await codeOf(curfew.refresh(idle.refreshToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(idle.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(loggedOut.accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('ends nothing for good because one clock was set forward', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock, sessions: { idle: HOUR, absolute: 10 * HOUR } });
  const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
  clock.setWall(2 * HOUR);
  expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_EXPIRED');
  await new Promise((resolve) => setTimeout(resolve, 20));
  clock.setWall(-2 * HOUR);
  expect((await curfew.verify(accessToken)).subject).toBe('alice');
});

it('does not forget because the clock was set forward for a while', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock, staleness: 50 });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.revoke({ token: accessToken });
  clock.setWall(400 * 24 * HOUR);
  await new Promise((resolve) => setTimeout(resolve, 200));
  clock.setWall(-400 * 24 * HOUR);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
});
