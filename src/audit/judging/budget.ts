import type { Context } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import { expiresAt } from '../tokens/jwt.ts';
import { urlOf } from '../people/outgoing.ts';
import type { Person } from '../people/person.ts';
import { howLong } from '../report/words.ts';
import type { Reply } from '../network/wire.ts';

/** The instant at which an answer was there: from then on a logout is promised to be true. */
export function answeredAt(reply: Reply): number {
  return reply.at + reply.took;
}

/**
 * Waits until a credential must be dead by the plan's promise. Throws `Inconclusive` when that is longer than the plan's patience.
 */
export async function untilPromised(
  context: Context,
  kind: 'access' | 'refresh',
  logout: Reply,
): Promise<void> {
  const { budget } = context.plan;
  if (budget[kind] > budget.patience) {
    throw new Inconclusive(
      `The plan lets ${kind} tokens live for ${howLong(budget[kind])} after the logout, and the audit waits ${howLong(budget.patience)} at most`,
    );
  }
  await context.until(answeredAt(logout) + budget[kind]);
}

/**
 * How long access lives on when nothing ends it: by the `exp` of the access token, or of a cookie that `me` is asked with. Empty
 * when none of them says.
 */
export function worstCaseOf(
  { plan }: Context,
  person: Person,
  logout: Reply,
): { worstCase?: string; worstCaseMs?: number } {
  const cookies = person.jar.for(urlOf(plan, plan.me.url)).map(({ value }) => value);
  const tokens = person.access === undefined ? cookies : [person.access];
  const ends = tokens.map(expiresAt).filter((end) => end !== undefined);
  if (ends.length === 0) return {};
  const left = Math.max(0, Math.round(Math.max(...ends) - answeredAt(logout)));
  return { worstCase: howLong(left), worstCaseMs: left };
}

/**
 * Whether a token that was alive after the logout may be: the promise is longer than the audit waits, and the token itself says
 * that it ends by then.
 */
export function endsAsPromised(context: Context, person: Person, logout: Reply): boolean {
  const { access, patience } = context.plan.budget;
  const { worstCaseMs } = worstCaseOf(context, person, logout);
  return access > patience && worstCaseMs !== undefined && worstCaseMs <= access;
}

/** Whether the audit waits for as long as the plan promises; `untilPromised` throws where it does not. */
export function isAwaited({ plan: { budget } }: Context, kind: 'access' | 'refresh'): boolean {
  return budget[kind] <= budget.patience;
}
