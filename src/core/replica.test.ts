import { expect, it } from 'vitest';
import { loseAll, overriding } from '../../test/support/node.ts';
import { memory } from '../stores/memory/index.ts';
import { systemClock } from './clock.ts';
import { Replica } from './replica.ts';
import { systemTimers } from './timers.ts';

it('takes a late answer to a question about an older log for no loss of this one', async () => {
  const shared = memory();
  const attached = await shared.attach(400);
  const held: (() => void)[] = [];
  let hold = false;
  const store = overriding(shared, {
    async changes(...values) {
      const answer = await shared.changes(...values);
      if (hold) await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    },
  });
  const lost: string[] = [];
  const nothing = (): void => undefined;
  const listener = {
    learned: nothing,
    changedLog: nothing,
    stale: nothing,
    fresh: nothing,
    restored: nothing,
    giveUp: () => [],
    amnesia: (_incarnation: string, reason: string) => void lost.push(reason),
  };
  const replica = new Replica({ store, attached, clock: systemClock, timers: systemTimers, listener });
  await replica.sync();
  await loseAll(shared);

  // Two questions about the old log are under way when the new one begins.
  hold = true;
  const first = replica.sync();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const following = replica.follow();
  await new Promise((resolve) => setTimeout(resolve, 5));
  hold = false;
  expect(held).toHaveLength(2);
  held[0]?.();
  await first;
  const now = Date.now();
  await shared.append([{ kind: 'session', id: 's', issuer: 'i', at: now, expiresAt: now + 1_000 }]);
  await replica.sync();
  held[1]?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(replica.incarnation).toBe((await shared.attach(400)).incarnation);
  expect((await shared.changes()).cursor).toBe(replica.cursor);
  expect(lost).toEqual(['the store begins another life']);
  await replica.close();
  await following;
});
