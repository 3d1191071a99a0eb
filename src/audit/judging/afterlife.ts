import type { Context, Seen } from '../context.ts';
import type { Person } from '../people/person.ts';

/** What was alive after a logout that was acknowledged, and was so again when it was looked at once more. */
export interface Afterlife {
  /** Whether the token itself opened `me`, or only what it was refreshed to. */
  readonly by: 'itself' | 'refresh';
  /** Who is still signed in. */
  readonly person: Person;
  /** The last look. */
  readonly seen: Seen;
}

/** Which of them has to be dead at this moment, by the plan's promise. */
export interface Due {
  readonly access: boolean;
  readonly refresh: boolean;
}

/** `brief`: alive at the first look and no longer at the second. `unclear`: the answers said neither. */
export type Nothing = 'none' | 'brief' | 'unclear';

/**
 * Looks whether `person` opens `me`, and looks again after `pause` ms, which is longer than anything takes that was under way: only
 * what is alive then has outlived the logout. What opens nothing may still be refreshed, so that is tried too.
 */
export async function afterlifeOf(
  context: Context,
  person: Person,
  due: Due,
  pause: number,
): Promise<Afterlife | Nothing> {
  const stolen = person.stolen();
  if (due.access) {
    const first = await context.me(stolen);
    if (first.state === 'unclear') return 'unclear';
    if (first.state === 'alive') return again(context, stolen, 'itself', due, pause);
  }
  if (!due.refresh || !context.plan.refresh) return 'none';
  const { reply, successor, seen } = await context.refresh(stolen);
  if (reply.error !== undefined || reply.status === 429 || reply.status >= 500) return 'unclear';
  if (!successor || !seen || seen.state === 'dead') return 'none';
  if (seen.state === 'unclear') return 'unclear';
  return again(context, successor, 'refresh', due, pause);
}

/** An access token may be allowed to live on; then it is the next refresh that shows whether the session does. */
async function again(
  context: Context,
  person: Person,
  by: Afterlife['by'],
  due: Due,
  pause: number,
): Promise<Afterlife | Nothing> {
  await context.sleep(pause);
  const next = due.access ? undefined : await context.refresh(person);
  const seen = due.access ? await context.me(person) : next?.seen;
  if (seen?.state === 'alive') return { by, person: next?.successor ?? person, seen };
  return seen === undefined || seen.state === 'dead' ? 'brief' : 'unclear';
}
