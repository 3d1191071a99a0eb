import { expect, it } from 'vitest';
import { createCurfew } from '../index.ts';
import { TestClock } from '../../test/support/clock.ts';
import { node, until, watched } from '../../test/support/node.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { memory } from '../stores/memory/index.ts';
import { systemTimers } from './timers.ts';

it('knows nothing before it has joined its store, and says so', async () => {
  await using curfew = await node({ staleness: 700 });
  const nothing = {
    store: { name: 'memory', reachable: false },
    incarnation: undefined,
    cursor: undefined,
    staleness: { now: Infinity, limit: 700 },
    revocations: 0,
  };
  expect(curfew.health()).toStrictEqual(nothing);
  await using revoking = createCurfew({ store: memory() });
  expect(revoking.health()).toStrictEqual({ ...nothing, staleness: { now: Infinity, limit: 0 } });
});

it('says where it is, how old its knowledge is, and how much it remembers', async () => {
  const clock = new TestClock();
  const { store, disturb } = watched(new MemoryStore(clock, systemTimers));
  await using curfew = await node({ store, clock, staleness: 60_000 });
  await curfew.verify((await curfew.issue({ subject: 'alice' })).accessToken);
  await curfew.revoke({ subject: 'bob' });
  const { cursor } = await store.changes();
  await until(() => curfew.health().cursor === cursor);
  disturb('fail', ['changes']);
  clock.advance(250);
  expect(curfew.health()).toStrictEqual({
    store: { name: 'memory', reachable: true },
    incarnation: cursor.split('.')[0],
    cursor,
    staleness: { now: 250, limit: 60_000 },
    revocations: 1,
  });
});

it('takes over the limit of the nodes that verify when it only revokes', async () => {
  const store = memory();
  await using verifying = await node({ store, staleness: 300 });
  await verifying.verify((await verifying.issue({ subject: 'alice' })).accessToken);
  await using revoking = createCurfew({ store });
  await revoking.ready();
  expect(revoking.health().staleness).toEqual({ now: Infinity, limit: 300 });
});
