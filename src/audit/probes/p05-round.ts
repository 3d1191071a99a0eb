import { afterlifeOf, type Afterlife, type Due } from '../judging/afterlife.ts';
import type { Context } from '../context.ts';
import type { Person } from '../people/person.ts';
import type { Shot } from '../network/sender.ts';
import type { Reply } from '../network/wire.ts';

/** One logout with refreshes beside it. */
export interface Race {
  /** When the logout left, ms after the first refresh; negative before it. */
  readonly offset: number;
  readonly logout: Reply;
  readonly refreshes: readonly Reply[];
  /** Whether a refresh got something; undefined when that was not answered. */
  readonly given: boolean | undefined;
  /** `refused`: the logout was, and so has promised nothing. `brief`: something was alive at the first look only. */
  readonly outcome: 'dead' | 'alive' | 'brief' | 'refused' | 'unclear';
  readonly left: Afterlife | undefined;
}

interface Course {
  readonly offset: number;
  readonly due: Due;
  readonly round: number;
  /** Ms before what is alive is looked at once more. */
  readonly pause: number;
}

/** Of several refreshes the later ones leave so much later, ms: together they cover more of the time beside the logout. */
const APART = 2;

/**
 * Signs somebody in, sends a logout and one refresh or three side by side, and looks at everything that the session has or was
 * given. Every other race has one refresh: an application that takes the second for theft ends the session by that alone.
 */
export async function raceOnce(context: Context, { offset, due, round, pause }: Course): Promise<Race> {
  const person = await context.person();
  const before = person.stolen();
  const { logout: step, refresh = step } = context.plan;
  const logoutShot: Shot = { outgoing: before.prepare(step), after: Math.max(0, offset) };
  const refreshShots = Array.from({ length: round % 4 < 2 ? 1 : 3 }, (_, index): Shot => {
    const apart = offset === 0 ? 0 : index * APART;
    return { outgoing: before.prepare(refresh), after: Math.max(0, -offset) + apart };
  });
  // At the same moment the order decides, and it is to be both.
  const last = offset > 0 || (offset === 0 && round % 2 === 0);
  const replies = await context.volley(last ? [...refreshShots, logoutShot] : [logoutShot, ...refreshShots]);
  const refreshes = last ? replies.slice(0, -1) : replies.slice(1);
  const logout = (last ? replies.at(-1) : replies[0]) as Reply;
  const successors = refreshes.flatMap((reply) => context.successor(before, reply) ?? []);
  const given = refreshes.every(isNoAnswer) ? undefined : successors.length > 0;
  const race = { offset, logout, refreshes, given };
  // Without an answer to either nothing has been raced.
  if (isNoAnswer(logout) || given === undefined) {
    person.left = !isNoAnswer(logout) && logout.status < 400;
    return { ...race, outcome: 'unclear', left: undefined };
  }
  if (logout.status >= 400) {
    await signOut([...successors, person]);
    person.left = true;
    return { ...race, outcome: 'refused', left: undefined };
  }
  person.left = true;
  return { ...race, ...(await lookAt(context, [...successors, before], due, pause)) };
}

async function lookAt(
  context: Context,
  all: readonly Person[],
  due: Due,
  pause: number,
): Promise<Pick<Race, 'outcome' | 'left'>> {
  let outcome: 'dead' | 'brief' | 'unclear' = 'dead';
  for (const one of all) {
    const left = await afterlifeOf(context, one, due, pause);
    if (typeof left !== 'string') return { outcome: 'alive', left };
    if (left === 'unclear') outcome = left;
    if (left === 'brief' && outcome === 'dead') outcome = left;
  }
  return { outcome, left: undefined };
}

/** The first whom it succeeds with is enough: they are one session. */
async function signOut(people: readonly Person[]): Promise<void> {
  for (const one of people) {
    const reply = await one.logout().catch(() => undefined);
    if (reply?.error === undefined && (reply?.status ?? 500) < 400) return;
  }
}

function isNoAnswer({ error, status }: Reply): boolean {
  return error !== undefined || status === 429 || status >= 500;
}
