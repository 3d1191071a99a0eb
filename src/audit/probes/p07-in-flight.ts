import { untilPromised, worstCaseOf } from '../judging/budget.ts';
import type { Context, Seen } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Person } from '../people/person.ts';
import type { Finding, Probe } from '../probe.ts';
import { howLong } from '../report/words.ts';
import type { Shot } from '../network/sender.ts';
import { instant, type Reply } from '../network/wire.ts';

/** So many logouts with reads beside them, and none begun after so many ms. With fewer than `least` nothing is said. */
const MOST = { rounds: 12, least: 6, ms: 60_000 };
/** Reads on each base beside one logout. */
const READS = 6;
/** What is under way has ended by then, ms. */
const PAUSE = 200;

/** A logout that had reads beside it, and what the session opened afterwards. */
interface Round {
  readonly before: Person;
  readonly logout: Reply;
  readonly reads: readonly Reply[];
}

/** Reads that are under way during the logout: none of them may put the session back. */
export const inFlight: Probe = {
  id: 'P07',
  name: 'Reads during the logout',
  references: ['CWE-613', 'CWE-362', 'ASVS 7.4.1'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const took = await withoutReads(context);
    const rounds: Round[] = [];
    let unclear = 0;
    const start = instant();
    for (let round = 0; round < MOST.rounds && instant() - start < MOST.ms; round += 1) {
      const one = await logoutAmongReads(context, took, round);
      if (!one) unclear += 1;
      else {
        rounds.push(one);
        const back = context.plan.budget.access === 0 && (await stillOpens(context, one, 1));
        if (back) return found(context, one, back);
      }
    }
    const last = rounds.at(-1);
    if (!last || rounds.length < MOST.least) {
      throw new Inconclusive(`Only ${rounds.length} logouts with reads beside them were acknowledged`);
    }
    // Once more in the end: an entry in a cache may be written late.
    await untilPromised(context, 'access', last.logout);
    for (const one of rounds) {
      const back = await stillOpens(context, one, 2);
      if (back) return found(context, one, back);
    }
    return {
      verdict: 'pass',
      evidence: `After ${rounds.length} logouts with reads beside them nothing opened ${context.plan.me.url} again.`,
      notes: unclear > 0 ? [`${unclear} logouts were not acknowledged, and count for nothing.`] : [],
    };
  },
};

/** How long a read takes, ms. Throws `Inconclusive` when a logout with nothing beside it leaves the session open. */
async function withoutReads(context: Context): Promise<number> {
  const person = await context.person();
  const before = person.stolen();
  const { took } = await before.me();
  const logout = await context.logout(person);
  await untilPromised(context, 'access', logout);
  for (const base of context.plan.bases) {
    const seen = await context.me(before, { base });
    if (seen.state === 'dead') continue;
    throw new Inconclusive(
      seen.state === 'alive'
        ? 'A logout with nothing beside it leaves the session open (see P01 and P02), so reads during it can show nothing'
        : `After a logout with nothing beside it nothing is clear: ${seen.because}`,
    );
  }
  return took;
}

/** The logout leaves when the first reads are still under way, and the last have just left: each round at another moment. */
async function logoutAmongReads(context: Context, took: number, round: number): Promise<Round | undefined> {
  const person = await context.person();
  const before = person.stolen();
  const { bases, me, logout: step } = context.plan;
  const span = Math.max(5, took);
  const reads = bases.flatMap((base) =>
    Array.from({ length: READS }, (_, index): Shot => {
      return { outgoing: before.prepare(me, { base }), after: Math.round((index * span) / (READS - 1)) };
    }),
  );
  const moment = Math.round((((round * 5) % MOST.rounds) * span) / MOST.rounds);
  const replies = await context.volley([...reads, { outgoing: before.prepare(step), after: moment }]);
  const logout = replies.pop();
  if (!logout || logout.error !== undefined || logout.status >= 400) return undefined;
  person.left = true;
  return { before, logout, reads: replies };
}

/** What still opens at this many looks in a row, on one base. Throws `Inconclusive` for answers that say neither. */
async function stillOpens(
  context: Context,
  { before, reads, logout }: Round,
  looks: 1 | 2,
): Promise<Seen | undefined> {
  const pause = Math.max(PAUSE, ...[...reads, logout].map(({ took }) => 3 * took));
  for (const base of context.plan.bases) {
    const first = await context.me(before, { base });
    if (first.state === 'unclear')
      throw new Inconclusive(`After a logout with reads beside it nothing is clear: ${first.because}`);
    if (first.state === 'dead') continue;
    await context.sleep(pause * looks);
    const again = await context.me(before, { base });
    if (again.state === 'alive') return again;
  }
  return undefined;
}

function found(context: Context, { before, logout, reads }: Round, back: Seen): Finding {
  const after = howLong(back.reply.at - logout.at - logout.took);
  return {
    verdict: 'fail',
    evidence: `Reads that were under way during the logout brought the session back: ${after} after it the session still opened ${context.plan.me.method} ${context.plan.me.url}, which it does not after a logout without reads.`,
    ...worstCaseOf(context, before, logout),
    fix: 'Let a cache be filled only by what is still true when it is written: check a version or a tombstone in the same step, leave a mark of the logout in the cache instead of deleting the entry, or ask the store itself whether the session has ended.',
    shown: [
      ...reads.slice(0, 1).map((reply) => ({ caption: 'A read during the logout', reply })),
      { caption: 'Logout', reply: logout },
      { caption: `${after} after the logout`, reply: back.reply },
    ],
  };
}
