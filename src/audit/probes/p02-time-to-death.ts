import { answeredAt, endsAsPromised, worstCaseOf } from '../judging/budget.ts';
import type { Context, Seen } from '../context.ts';
import type { Person } from '../people/person.ts';
import type { Finding, Probe } from '../probe.ts';
import { howLong } from '../report/words.ts';
import { instant, type Reply } from '../network/wire.ts';

/** Ms between two rounds; the last one repeats. */
const GAPS = [0, 25, 50, 100, 200, 400, 800, 1_600, 2_000];
/** So many rounds in a row are dead before death is believed: behind one address there may be nodes that do not know yet. */
const ROUNDS = 5;

/** What one base answered, over the time after the logout. */
interface Watch {
  readonly base: string;
  /** Ms after the logout's answer. `before` is the last that still opened. */
  readonly seen: { readonly after: number; readonly seen: Seen }[];
}

/** Asks again and again after a logout, on every base, until all are dead or the patience has ended. */
export const timeToDeath: Probe = {
  id: 'P02',
  name: 'Time to death',
  references: ['CWE-613', 'ASVS 7.4.1'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const person = await context.person();
    const before = person.stolen();
    const notes = await unknownBases(context, before);
    const logout = await context.logout(person);
    const watches = await watch(context, before, answeredAt(logout));
    for (const each of watches) record(context, each, watches.length > 1);
    return { ...judge(context, before, logout, watches), notes };
  },
};

/** A base that does not open before the logout either proves nothing by not opening after it. */
async function unknownBases(context: Context, before: Person): Promise<string[]> {
  const notes: string[] = [];
  for (const base of context.plan.bases.slice(1)) {
    const { state, because } = await context.me(before, { base });
    if (state !== 'alive')
      notes.push(
        `Before the logout ${base} did not open the page for "me" (${because}), so what it answers later says little.`,
      );
  }
  return notes;
}

async function watch(context: Context, before: Person, from: number): Promise<Watch[]> {
  const watches: Watch[] = context.plan.bases.map((base) => ({ base, seen: [] }));
  const end = from + context.plan.budget.patience;
  for (let round = 0; ; round += 1) {
    await context.sleep(Math.min(GAPS[Math.min(round, GAPS.length - 1)] ?? 0, end - instant()));
    for (const { base, seen } of watches) {
      const one = await context.me(before, { base });
      seen.push({ after: Math.max(0, one.reply.at - from), seen: one });
    }
    const quiet = watches.every(
      ({ seen }) => seen.length >= ROUNDS && seen.slice(-ROUNDS).every((one) => one.seen.state === 'dead'),
    );
    if (quiet || instant() >= end) return watches;
  }
}

/** Each change, and not each answer. */
function record(context: Context, { base, seen }: Watch, several: boolean): void {
  const where = several ? ` on ${base}` : '';
  for (const [index, { after, seen: one }] of seen.entries()) {
    if (one.state === seen[index - 1]?.seen.state) continue;
    const moment = index === 0 ? 'right after logout' : `${howLong(after)} after logout`;
    context.event(`${one.state} ${moment}${where}`, one.state, one.reply);
    context.cell(`session${where}`, moment, one.state);
  }
}

function judge(context: Context, before: Person, logout: Reply, watches: readonly Watch[]): Finding {
  const { access } = context.plan.budget;
  const lives = watches.map(({ base, seen }) => {
    const last = seen.findLast((one) => one.seen.state === 'alive');
    const end = seen.find((one) => one.after > (last?.after ?? -1) && one.seen.state === 'dead');
    return { base, last, end, final: seen.at(-1) };
  });
  const longest = lives.toSorted((one, other) => (other.last?.after ?? -1) - (one.last?.after ?? -1))[0];
  const last = longest?.last;
  const where = watches.length > 1 && longest !== undefined ? ` on ${longest.base}` : '';
  if (last !== undefined && last.after >= access) {
    const dead = lives.filter((one) => one.last === undefined).map(({ base }) => base);
    const elsewhere = dead.length > 0 ? `, while it was dead on ${dead.join(', ')}` : '';
    const ended = longest?.end;
    return {
      verdict: 'fail',
      evidence: ended
        ? `After logout the session lived on for ${howLong(ended.after)}${where}; it was to die ${promise(access)}${elsewhere}.`
        : `After logout the session was still alive when the audit stopped looking, ${howLong(last.after)} later${where}${elsewhere}.`,
      ...(ended
        ? { worstCase: howLong(ended.after), worstCaseMs: Math.round(ended.after) }
        : endless(context, before, logout)),
      fix: 'Have every node look at the same record of what was logged out, or tell all of them before the logout is answered.',
      shown: [
        { caption: 'Logout', reply: logout },
        { caption: `${howLong(last.after)} after logout${where}`, reply: last.seen.reply },
      ],
    };
  }
  const open = lives.find((one) => one.final?.seen.state !== 'dead');
  if (open?.final?.seen.state === 'alive') return within(context, before, logout);
  if (open) {
    return {
      verdict: 'inconclusive',
      evidence: `When the session died is not clear on ${open.base}: ${open.final?.seen.because ?? 'nothing was seen'}.`,
      shown: open.final ? [{ caption: 'After logout', reply: open.final.seen.reply }] : [],
    };
  }
  const died = last === undefined ? 'at once' : `within ${howLong(longest?.end?.after ?? last.after)}`;
  return {
    verdict: 'pass',
    evidence: `After logout the session was dead ${died}${watches.length > 1 ? ' on every base' : ''}${access === 0 ? '' : `, and it was to be dead ${promise(access)}`}.`,
  };
}

/** Alive to the end of the patience, which the budget allows: then the token itself has to say that it ends in time. */
function within(context: Context, before: Person, logout: Reply): Finding {
  const { access, patience } = context.plan.budget;
  const worst = worstCaseOf(context, before, logout);
  const inTime = endsAsPromised(context, before, logout);
  return {
    verdict: inTime ? 'pass' : 'inconclusive',
    evidence: inTime
      ? `After logout the access token lives on until it expires, ${worst.worstCase} at most, and it was to be dead ${promise(access)}.`
      : `No end was seen in ${howLong(patience)}; it was to be dead ${promise(access)}, and nothing shows that it will.`,
    ...endless(context, before, logout),
  };
}

function endless(
  context: Context,
  before: Person,
  logout: Reply,
): Pick<Finding, 'worstCase' | 'worstCaseMs'> {
  const known = worstCaseOf(context, before, logout);
  return { worstCase: `unknown: no end was seen in ${howLong(context.plan.budget.patience)}`, ...known };
}

function promise(access: number): string {
  return access === 0 ? 'at once' : `within ${howLong(access)}`;
}
