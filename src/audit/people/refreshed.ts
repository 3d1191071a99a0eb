import type { Context } from '../context.ts';
import { CapReached } from '../network/gate.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Judgement } from '../judging/judge.ts';
import type { Overrides } from './outgoing.ts';
import type { Person } from './person.ts';
import type { Plan } from '../plan.ts';
import type { Reply } from '../network/wire.ts';

/** An answer to `me`, judged. */
export interface Seen extends Judgement {
  readonly reply: Reply;
}

/** What came of trying to refresh. */
export interface Refreshed {
  readonly reply: Reply;
  /** The person with what the answer gave; undefined when it gave no new token or cookie. */
  readonly successor: Person | undefined;
  /** How the successor is answered at `me`; undefined without one. */
  readonly seen: Seen | undefined;
}

/** See `Context.refresh`. */
export async function refreshed(context: Context, person: Person, overrides?: Overrides): Promise<Refreshed> {
  const reply = await person.stolen().refresh(overrides);
  const successor = context.successor(person, reply);
  return { reply, successor, seen: successor && (await newly(context, person, successor, reply)) };
}

/** See `Context.successor`. */
export function successorOf(plan: Plan, person: Person, reply: Reply): Person | undefined {
  if (reply.status < 200 || reply.status > 299) return undefined;
  const successor = person.copy().accept(reply, plan.refresh?.capture);
  const had = new Set(person.credentials().map(({ value }) => value));
  return successor.credentials().some(({ value }) => value !== '' && !had.has(value)) ? successor : undefined;
}

/** Judges a successor by what is new: while the old token lives on, that one alone would open `me` for it. */
async function newly(context: Context, person: Person, successor: Person, reply: Reply): Promise<Seen> {
  const seen = await context.me(successor);
  if (seen.state !== 'alive' || (await context.me(person.stolen())).state === 'dead') return seen;
  const gained = await context.me(successor.without(person, reply)).catch((error: unknown) => {
    if (error instanceof CapReached || !(error instanceof Inconclusive)) throw error;
    return undefined;
  });
  if (gained?.state === 'alive') return gained;
  const because = 'the old token was still alive, and what the refresh gave opens nothing by itself';
  return { ...seen, state: 'unclear', because };
}
