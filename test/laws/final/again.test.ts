import { expect, it } from 'vitest';
import type { Store } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, overriding, pause } from '../../support/node.ts';

/** A node whose polls can be stopped on their way: it goes on answering from memory for as long as it may. */
function deaf(store: Store): { store: Store; stop(): void } {
  let stopped = false;
  const changes: Store['changes'] = async (...values) => {
    const answer = await store.changes(...values);
    return stopped ? new Promise(() => undefined) : answer;
  };
  return {
    store: overriding(store, { changes }),
    stop: () => {
      stopped = true;
    },
  };
}

it(
  'answers a logout of what another logout has just ended only when that one holds everywhere',
  { timeout: 20_000 },
  async () => {
    const shared = memory();
    const line = deaf(shared);
    await using a = await node({ store: shared, staleness: 2_000 });
    await using b = await node({ store: line.store, staleness: 2_000 });
    const { accessToken } = await a.issue({ subject: 'alice' });
    await b.verify(accessToken);
    line.stop();
    const first = a.logout(accessToken);
    await pause(20);
    expect((await b.verify(accessToken)).subject, 'B has not heard of it, and may still say so').toBe(
      'alice',
    );
    const second = await a.logout(accessToken);
    expect(second.revoked).toEqual([]);
    expect(await codeOf(b.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
    await first;
  },
);
