import { afterlifeOf, type Afterlife, type Due } from '../judging/afterlife.ts';
import { worstCaseOf } from '../judging/budget.ts';
import type { Context } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Finding, Probe } from '../probe.ts';
import { RaceSweep } from './race-sweep.ts';
import { howLong } from '../report/words.ts';
import { instant } from '../network/wire.ts';
import { raceOnce, type Race } from './p05-round.ts';

/** So many races are run at most, and none is begun after so many ms: a login that is rate-limited makes each of them slow. */
const MOST = { races: 40, ms: 120_000 };
/** With fewer that say something, nothing is said. */
const LEAST = 15;
/** So many in a row that are answered by 429, 5xx or nothing are the last: it would go on like that. */
const MOST_UNCLEAR = 5;

/** Refreshes beside a logout: whichever is first, nothing of the session may be alive once the logout is acknowledged. */
export const race: Probe = {
  id: 'P05',
  name: 'Refresh beside a logout',
  references: ['CWE-613', 'CWE-362', 'ASVS 7.4.1'],
  notRun: ({ refresh }) =>
    refresh
      ? undefined
      : { reason: 'The plan has no refresh.', configure: 'refresh: the request that renews the tokens' },
  async run(context): Promise<Finding> {
    const { budget } = context.plan;
    const due: Due = { access: budget.access === 0, refresh: budget.refresh === 0 };
    if (!due.access && !due.refresh) {
      throw new Inconclusive(
        'The plan lets both tokens live on after the logout, so nothing has to be dead beside one',
      );
    }
    const { refresh, logout } = await withoutRace(context, due);
    return races(context, due, new RaceSweep(refresh, logout), 3 * (refresh + logout));
  },
};

/**
 * Refreshes and logs out one after the other, and answers how long each took, ms. Throws `Inconclusive` when that alone leaves
 * something alive: then a race can show nothing.
 */
async function withoutRace(context: Context, due: Due): Promise<{ refresh: number; logout: number }> {
  const person = await context.person();
  const old = person.stolen();
  const refresh = await person.refresh();
  const successor = context.successor(old, refresh);
  if (!successor || context.judge.state(await person.me()) !== 'alive') {
    throw new Inconclusive(
      `Before any logout the refresh was answered ${refresh.error ?? refresh.status}, and gave nothing new that opens "me"`,
    );
  }
  const logout = await context.logout(person);
  for (const one of [successor, old]) {
    const left = await afterlifeOf(context, one, due, 0);
    if (typeof left === 'string') continue;
    throw new Inconclusive(
      'A logout without any race leaves a live token already (see P01 and P03), so a race can show nothing',
    );
  }
  return { refresh: refresh.took, logout: logout.took };
}

async function races(context: Context, due: Due, sweep: RaceSweep, longest: number): Promise<Finding> {
  const seen: Race[] = [];
  const start = instant();
  let stopped: string | undefined;
  for (let round = 0; round < MOST.races && instant() - start < MOST.ms; round += 1) {
    const offset = sweep.next();
    try {
      const one = await raceOnce(context, { offset, due, round, pause: Math.max(150, longest) });
      seen.push(one);
      if (one.given !== undefined)
        sweep.learn(offset, { given: one.given, refused: one.outcome === 'refused' });
      if (one.left) return await found(context, one, one.left, round + 1);
      if (
        seen.length >= MOST_UNCLEAR &&
        seen.slice(-MOST_UNCLEAR).every(({ outcome }) => outcome === 'unclear')
      ) {
        stopped = `the last ${MOST_UNCLEAR} were answered by 429, 5xx or nothing`;
        break;
      }
    } catch (error) {
      if (!(error instanceof Inconclusive)) throw error;
      stopped = error.message;
      break;
    }
  }
  return nothing(seen, stopped, due);
}

async function found(context: Context, one: Race, left: Afterlife, round: number): Promise<Finding> {
  const { logout, offset, refreshes } = one;
  const further = await context.refresh(left.person);
  const renews = further.seen?.state === 'alive';
  await (further.successor ?? left.person).logout().catch(() => undefined);
  const { me } = context.plan;
  const when =
    offset === 0
      ? 'at the same moment as the logout'
      : `${Math.abs(offset)} ms ${offset > 0 ? 'before' : 'after'} the logout`;
  const after = howLong(left.seen.reply.at - logout.at - logout.took);
  const given = refreshes.find(({ status }) => status >= 200 && status < 300);
  return {
    verdict: 'fail',
    evidence: `A refresh that was sent ${when} left a live token: it opened ${me.method} ${me.url} ${after} after the logout was acknowledged (race ${round} of ${MOST.races}).`,
    ...(renews
      ? { worstCase: 'for as long as somebody refreshes' }
      : worstCaseOf(context, left.person, logout)),
    fix: 'Rotate the token in one atomic step that also demands that the session is still there (a conditional UPDATE, a script in Redis, a transaction), and let a logout end the session, which new tokens hang on, rather than the tokens it knows of.',
    shown: [
      ...(given ? [{ caption: 'Refresh', reply: given }] : []),
      { caption: 'Logout', reply: logout },
      { caption: `${after} after the logout`, reply: left.seen.reply },
    ],
  };
}

function nothing(seen: readonly Race[], stopped: string | undefined, due: Due): Finding {
  const count = (test: (one: Race) => boolean): number => seen.filter(test).length;
  const telling = count(({ outcome }) => outcome === 'dead' || outcome === 'brief');
  const brief = count(({ outcome }) => outcome === 'brief');
  const refused = count(({ outcome }) => outcome === 'refused');
  const unclear = count(({ outcome }) => outcome === 'unclear');
  const notes = [
    `${refused} times the logout was refused, mostly because the refresh had replaced its token: then nothing was promised.`,
    `${brief} times a token lived on for a moment after the logout.`,
    `${unclear} times an answer was unclear (429, 5xx, none): those races count for nothing.`,
  ].filter((_, index) => [refused, brief, unclear][index]);
  if (!due.access)
    notes.push('Access tokens may live on by the plan, so only refresh tokens were looked at.');
  if (telling < LEAST) {
    const why =
      stopped ??
      (seen.length < MOST.races ? 'there was no time for more' : (notes[0] ?? 'there were no more'));
    return {
      verdict: 'inconclusive',
      evidence: `Only ${telling} races of a refresh and a logout could be told the end of, and ${LEAST} are wanted: ${why.replace(/\.$/, '')}.`,
      notes,
    };
  }
  if (stopped !== undefined) notes.push(`It ended early: ${stopped}.`);
  return {
    verdict: 'pass',
    evidence: `In ${telling} races of refreshes and a logout nothing was alive once the logout was acknowledged.`,
    notes,
  };
}
