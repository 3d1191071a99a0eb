import { afterAll, beforeAll, expect, it } from 'vitest';
import { pause } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, fact } from '../../../test/support/stores.ts';
import type { Store } from '../../core/store.ts';
import { redis } from './index.ts';
import { leaseOf } from './leases.ts';

let server: RedisServer;
let store: Store;
let other: Store;
beforeAll(async () => {
  server = await RedisServer.start();
  [store, other] = [await begun(redis(server.url)), await begun(redis(server.url))];
});
afterAll(async () => {
  for (const one of [store, other]) await one?.close();
  await server[Symbol.asyncDispose]();
});

const never = new AbortController().signal;

/** A node that runs elsewhere, and says how far it has got. */
async function beat(replica: string, after?: string, staleness = 1_000): Promise<string> {
  return (await other.changes(after, { replica, staleness })).cursor;
}

it('is settled once every node has got as far, by its own word', async () => {
  const first = await beat('a');
  await beat('a', first);
  const cursor = await store.append([fact('s')]);
  let settled = false;
  const waiting = store.settled(cursor, never).then(() => (settled = true));
  await pause(100);
  expect(settled).toBe(false);
  const applied = await beat('a', first);
  expect(settled).toBe(false);
  await beat('a', applied);
  await waiting;
  await store.settled(cursor, never);
  await other.leave('a');
});

it('waits for nobody who has left, nor for longer than one who is silent may go on', async () => {
  for (const leave of [true, false]) {
    await beat('b', undefined, 60);
    const cursor = await store.append([fact('s')]);
    const started = performance.now();
    const waiting = store.settled(cursor, never);
    if (leave) await other.leave('b');
    await waiting;
    // 60 ms, with room for a clock that is slow.
    if (!leave) expect(performance.now() - started).toBeGreaterThan(120);
    expect(await server.command('HLEN', '{curfew}:leases')).toBe(0);
  }
});

it('is given up when the signal aborts', async () => {
  await beat('c');
  const cursor = await store.append([fact('s')]);
  const reason = new Error('enough');
  const stop = new AbortController();
  const waiting = store.settled(cursor, stop.signal);
  await pause(30);
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await other.leave('c');
});

it('is never settled in a log that there is not, or not any more', async () => {
  const cursor = await store.append([]);
  for (const lost of [
    'no place',
    '',
    cursor.replace(/^[^.]+/, 'other'),
    cursor.replace(/\.\d+\./, '.999999.'),
  ]) {
    await expect(store.settled(lost, never)).rejects.toMatchObject({
      code: 'ERR_STORE_UNAVAILABLE',
      message: 'the log has been lost meanwhile',
    });
  }
});

it('reads a lease as the server tells it', () => {
  expect(leaseOf(['node', 'beat', '1000'])).toEqual({ id: 'node', beat: 'beat', staleness: 1_000 });
});
