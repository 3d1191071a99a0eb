import type { Context, Refreshed } from '../context.ts';
import type { Person } from '../people/person.ts';
import type { RefreshKey } from '../people/rotation.ts';
import type { Reply } from '../network/wire.ts';

/** What is under way has ended after three times as long as the slower one took, or as this, ms. */
const PAUSE = 50;

/** What two refreshes with one token came to. */
export type Outcome = 'refused' | 'same' | 'superseded' | 'unclear' | 'separate';

export interface Pair {
  readonly outcome: Outcome;
  readonly replies: readonly Reply[];
  /** Who came of it, when both live on by themselves. */
  readonly both?: readonly [Refreshed, Refreshed] | undefined;
}

/** Mostly at the same moment; every other time the second leaves a little later, as far as an ordinary write takes. */
export async function spendTwice(context: Context, key: RefreshKey, round: number): Promise<Pair> {
  const person = await context.person();
  const before = person.stolen();
  const outgoing = before.prepare(context.plan.refresh ?? context.plan.me);
  const after = round % 2 === 0 ? 0 : (round + 1) / 2;
  const replies = await context.volley([{ outgoing }, { outgoing, after }]);
  const [one, other] = replies.map((reply) => context.successor(before, reply));
  const pair = (outcome: Outcome): Pair => ({ outcome, replies });
  // Whoever goes on is signed out in the end.
  const last = other ? replies[1] : replies[0];
  if (last) person.accept(last, context.plan.refresh?.capture);
  if (replies.some(({ error, status }) => error !== undefined || status === 429 || status >= 500))
    return pair('unclear');
  if (!one || !other) return pair('refused');
  if (key(one) === key(other)) return pair('same');
  const pause = 3 * Math.max(PAUSE, ...replies.map(({ took }) => took));
  const both = await goOn(context, key, [one, other], pause);
  return typeof both === 'string' ? pair(both) : { outcome: 'separate', replies, both };
}

/** Two sessions are separate when each opens `me`, each can be refreshed, and neither of that ends the other. */
async function goOn(
  context: Context,
  key: RefreshKey,
  [one, other]: readonly [Person, Person],
  pause: number,
): Promise<readonly [Refreshed, Refreshed] | 'superseded' | 'unclear'> {
  for (const each of [one, other]) {
    const { state } = await context.me(each.stolen());
    if (state !== 'alive') return state === 'dead' ? 'superseded' : 'unclear';
  }
  const first = await context.refresh(one);
  const second = await context.refresh(other);
  for (const { reply, seen } of [first, second]) {
    if (reply.error !== undefined || reply.status === 429 || reply.status >= 500) return 'unclear';
    if (seen?.state !== 'alive') return seen?.state === 'unclear' ? 'unclear' : 'superseded';
  }
  if (!first.successor || !second.successor || key(first.successor) === key(second.successor))
    return 'superseded';
  await context.sleep(pause);
  for (const each of [first.successor, second.successor]) {
    const { state } = await context.me(each.stolen());
    if (state !== 'alive') return state === 'dead' ? 'superseded' : 'unclear';
  }
  return [first, second];
}
