import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, doubtOf, overriding, watched } from '../../test/support/node.ts';
import { OpaqueIssuer } from '../../test/support/opaque-issuer.ts';
import type { Store } from '../index.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { createNode } from './curfew.ts';
import { RECOVERY } from './limits.ts';
import { systemTimers, type Timers } from './timers.ts';

/** A store in doubt, and timers by which a look every 100 ms takes no time. */
async function doubted(change: Partial<Store> = {}) {
  const clock = new TestClock();
  const plain = new MemoryStore(clock, systemTimers);
  await plain.attach();
  const { incarnation } = await plain.attach();
  await doubtOf(plain);
  const { store, calls } = watched(overriding(plain, change));
  const timers: Timers = {
    after(delay, task, options) {
      if (delay !== 100) return systemTimers.after(delay, task, options);
      clock.advance(delay);
      return systemTimers.after(0, task, options);
    },
  };
  const began = clock.now();
  const trust = [new OpaqueIssuer(clock).trust];
  const curfew = createNode({ store, clock, trust }, timers);
  return { curfew, calls, incarnation, waited: () => clock.now() - began };
}

it('gives those who remember time to vouch for a store in doubt, and begins another life without them', async () => {
  const { curfew, incarnation, waited, calls } = await doubted();
  await using _ = curfew;
  await curfew.ready();
  expect(waited()).toBeGreaterThanOrEqual(RECOVERY);
  expect(waited()).toBeLessThanOrEqual(RECOVERY + 200);
  expect(calls['renew']).toBe(1);
  await curfew.sessions('alice');
  await expect.poll(() => curfew.health().incarnation).toBeDefined();
  expect(curfew.health().incarnation).not.toBe(incarnation);
});

it('gives up on a store whose doubt nobody ends', async () => {
  const { curfew, waited, calls } = await doubted({ renew: async () => undefined });
  await using _ = curfew;
  expect(await codeOf(curfew.ready())).toBe('ERR_STORE_UNAVAILABLE');
  expect(waited()).toBeGreaterThan(2 * RECOVERY);
  expect(waited()).toBeLessThanOrEqual(2 * RECOVERY + 200);
  expect(calls['attach']).toBeGreaterThan(20);
});

it('does not wait for a store that is not in doubt', async () => {
  const { curfew, waited, calls } = await doubted({ attach: () => Promise.reject(new Error('down')) });
  await using _ = curfew;
  expect(await codeOf(curfew.ready())).toBe('ERR_STORE_UNAVAILABLE');
  expect([waited(), calls['attach']]).toEqual([0, 1]);
});
