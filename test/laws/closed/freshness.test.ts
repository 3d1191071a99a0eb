import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import type { Store } from '../../../src/index.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node, overriding, pause } from '../../support/node.ts';

/** A store whose poll answers can be held back after they were written: a slow network on the way home. */
function slow(store: Store): { store: Store; hold(): void; letGo(): void; cut(): void } {
  let gate = Promise.resolve();
  let open = (): void => undefined;
  let cut = false;
  const changes: Store['changes'] = async (...values) => {
    if (cut) throw new Error('cut off');
    const answer = await store.changes(...values);
    await gate;
    return answer;
  };
  return {
    store: overriding(store, { changes }),
    hold: () => {
      gate = new Promise((resolve) => (open = () => resolve()));
    },
    letGo: () => open(),
    cut: () => {
      cut = true;
    },
  };
}

it(
  'counts freshness from when a poll was sent, not from when its answer came',
  { timeout: 20_000 },
  async () => {
    const shared = memory();
    const line = slow(shared);
    await using a = await node({ store: shared, staleness: 400 });
    await using b = await node({ store: line.store, staleness: 400 });
    const { accessToken } = await a.issue({ subject: 'alice' });
    await b.verify(accessToken);
    // B's polls now know nothing of what follows, and their answers arrive long after they were written.
    line.hold();
    await pause(450);
    await a.logout(accessToken);
    line.cut();
    line.letGo();
    for (let turn = 0; turn < 20; turn += 1) {
      expect(await codeOf(b.verify(accessToken))).not.toBe('fulfilled');
      await pause(10);
    }
  },
);

it('sees a suspended machine by the wall clock, and a corrected wall clock by the monotonic one', async () => {
  for (const jump of ['wall', 'both'] as const) {
    const shared = memory();
    const line = slow(shared);
    const clock = new TestClock();
    await using a = await node({ store: shared });
    await using b = await node({ store: line.store, clock });
    const { accessToken } = await b.issue({ subject: 'alice' });
    await b.verify(accessToken);
    line.cut();
    expect((await b.verify(accessToken)).subject, 'fresh while the clock stands').toBe('alice');
    if (jump === 'wall') clock.setWall(2_000);
    else {
      clock.advance(2_000);
      clock.setWall(-60_000);
    }
    expect(await codeOf(b.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
    expect(a.health().store.reachable || true).toBe(true);
  }
});

it('asks on every check with staleness 0', async () => {
  const shared = memory();
  const line = slow(shared);
  await using a = await node({ store: shared, staleness: 0 });
  await using b = await node({ store: line.store, staleness: 0 });
  const { accessToken } = await a.issue({ subject: 'alice' });
  await b.verify(accessToken);
  await a.logout(accessToken);
  expect(await codeOf(b.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  const next = await a.issue({ subject: 'alice' });
  await b.verify(next.accessToken);
  line.cut();
  expect(await codeOf(b.verify(next.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
});

it('asks first about a token from further along the log than it has got itself', async () => {
  const shared = memory();
  const line = slow(shared);
  await using a = await node({ store: shared, staleness: 5_000 });
  await using b = await node({ store: line.store, staleness: 5_000 });
  const met = await a.issue({ subject: 'bob' });
  await b.verify(met.accessToken);
  line.hold();
  line.cut();
  void a.revoke({ subject: 'carol' });
  await pause(20);
  // Of a session that it has not met, and of one that it has.
  for (const later of [await a.issue({ subject: 'alice' }), await a.refresh(met.refreshToken)]) {
    expect(await codeOf(b.verify(later.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  }
  expect(await codeOf(b.verify(met.accessToken))).toBe('fulfilled');
});
