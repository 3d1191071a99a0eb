import { expect, it } from 'vitest';
import { systemTimers } from '../../../src/core/timers.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { MemoryStore } from '../../../src/stores/memory/memory-store.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node, watched } from '../../support/node.ts';

it('gives two tabs that refresh at once the same successor, and a retry within the grace too', async () => {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  await using a = await node({ store, clock });
  await using b = await node({ store, clock });
  for (let round = 0; round < 100; round += 1) {
    const { refreshToken } = await a.issue({ subject: 'alice' });
    const answers = await Promise.all([
      a.refresh(refreshToken),
      b.refresh(refreshToken),
      a.refresh(refreshToken),
    ]);
    expect(new Set(answers.map((one) => one.refreshToken)).size).toBe(1);
    for (const { accessToken } of answers) expect((await b.verify(accessToken)).subject).toBe('alice');
    clock.advance(10_000);
    const retry = await b.refresh(refreshToken);
    expect(retry.refreshToken).toBe(answers[0]?.refreshToken);
    expect((await a.refresh(retry.refreshToken)).refreshToken).not.toBe(retry.refreshToken);
  }
});

it('ends the session, and its access tokens with it, when a refresh token comes back later', async () => {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  await using a = await node({ store, clock });
  await using b = await node({ store, clock });
  const first = await a.issue({ subject: 'alice' });
  const other = await a.issue({ subject: 'alice' });
  const second = await a.refresh(first.refreshToken);
  await b.verify(second.accessToken);
  const reuse: string[] = [];
  b.on('reuse', ({ session }) => reuse.push(session));
  clock.advance(10_001);
  expect(await codeOf(b.refresh(first.refreshToken))).toBe('ERR_REFRESH_REUSED');
  expect(reuse).toEqual([first.session]);
  for (const one of [a, b]) {
    expect(await codeOf(one.verify(first.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(one.verify(second.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(one.refresh(second.refreshToken))).toBe('ERR_TOKEN_REVOKED');
    expect((await one.verify(other.accessToken)).session, 'and no other session').toBe(other.session);
  }
});

it('ends the session when a token two generations old comes back, even within the grace', async () => {
  await using curfew = await node({ clock: new TestClock() });
  const first = await curfew.issue({ subject: 'alice' });
  const second = await curfew.refresh(first.refreshToken);
  const third = await curfew.refresh(second.refreshToken);
  expect(await codeOf(curfew.refresh(first.refreshToken))).toBe('ERR_REFRESH_REUSED');
  expect(await codeOf(curfew.verify(third.accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('measures the grace by the clock of the store, whatever the nodes take the time to be', async () => {
  const store = memory();
  const [slow, fast] = [new TestClock(), new TestClock()];
  fast.setWall(11_000);
  await using a = await node({ store, clock: slow });
  await using b = await node({ store, clock: fast });
  const { refreshToken } = await a.issue({ subject: 'alice' });
  const first = await a.refresh(refreshToken);
  expect((await b.refresh(refreshToken)).refreshToken).toBe(first.refreshToken);
});

it('lets a client retry after an answer that got lost, or an outage, without signing anybody out', async () => {
  const { store, disturb } = watched(memory());
  await using curfew = await node({ store });
  const { refreshToken } = await curfew.issue({ subject: 'alice' });
  disturb('fail', ['rotate']);
  expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_STORE_UNAVAILABLE');
  disturb('none');
  const lost = await curfew.refresh(refreshToken);
  const retried = await curfew.refresh(refreshToken);
  expect(retried.refreshToken).toBe(lost.refreshToken);
});
