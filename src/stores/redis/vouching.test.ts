import { expect, it } from 'vitest';
import { doubtOf } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, fact } from '../../../test/support/stores.ts';
import { parseCursor } from '../../core/position.ts';
import { redis } from './index.ts';

it('lets nobody begin anew while somebody vouches, in as many steps as that takes', async () => {
  await using server = await RedisServer.start();
  const [voucher, other] = [await begun(redis(server.url)), await begun(redis(server.url))];
  const { cursor } = await voucher.changes();
  const before = parseCursor(cursor);
  const doubt = await doubtOf(other);
  const position = { generation: before?.position.generation ?? 0, sequence: 0 };
  const facts = Array.from({ length: 9_500 }, (_, index) => ({ ...fact(`s${index}`), position }));
  const over = new AbortController();
  const vouching = voucher.vouch(doubt.id, cursor, facts).finally(() => over.abort());
  // One step goes first; then the other asks between any two.
  await voucher
    .find({ issuer: 'i', token: '', session: '', subject: '', began: position })
    .catch(() => undefined);
  while (!over.signal.aborted) await other.renew(doubt.id);
  await vouching;
  const after = parseCursor((await other.changes()).cursor);
  expect(after?.incarnation).toBe(before?.incarnation);
  expect(
    await other.find({ issuer: 'i', token: '', session: 's9499', subject: '', began: position }),
  ).toBeTruthy();
  for (const store of [voucher, other]) await store.close();
});

it('lets somebody else begin anew when a voucher fell silent halfway', { timeout: 20_000 }, async () => {
  await using server = await RedisServer.start();
  const [store, other] = [await begun(redis(server.url)), await begun(redis(server.url))];
  const before = parseCursor((await store.changes()).cursor);
  const doubt = await doubtOf(other);
  await server.command('HSET', '{curfew}:head', 'vouching', String(Date.now()));
  const started = performance.now();
  for (;;) {
    await other.renew(doubt.id);
    const answer = await other.changes().catch(() => undefined);
    if (answer) {
      expect(parseCursor(answer.cursor)?.incarnation).not.toBe(before?.incarnation);
      break;
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  }
  expect(performance.now() - started).toBeGreaterThan(1_000);
  for (const each of [store, other]) await each.close();
});
