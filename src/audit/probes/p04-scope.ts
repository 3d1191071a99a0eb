import { isAwaited, untilPromised } from '../judging/budget.ts';
import type { Context, Seen } from '../context.ts';
import { Inconclusive, SingleSession } from '../inconclusive.ts';
import { expiresAt } from '../tokens/jwt.ts';
import type { State } from '../outcome.ts';
import type { Person } from '../people/person.ts';
import type { Step } from '../plan.ts';
import type { Finding, Probe } from '../probe.ts';
import type { Reply } from '../network/wire.ts';

/** What one kind of logout is said to do to this session and to the other one. */
interface Kind {
  readonly what: string;
  readonly step: Step;
  /** `own` is undefined where other probes ask that. */
  readonly ends: { readonly own: boolean | undefined; readonly other: boolean };
}

type Whose = 'this' | 'the other';

interface Session {
  readonly whose: Whose;
  /** Whether it should have ended. */
  readonly ends: boolean;
  readonly seen: Seen;
}

interface Done {
  readonly kind: Kind;
  readonly reply: Reply;
  readonly sessions: readonly Session[];
}

/** Signs in twice, and looks whose session each logout ends. */
export const scope: Probe = {
  id: 'P04',
  name: 'Scope of the logout',
  references: ['CWE-613', 'ASVS 7.4.3', 'ASVS 7.5.2'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const { logout, logoutOthers, logoutEverywhere, budget } = context.plan;
    const others: Kind['ends'] = { own: false, other: true };
    const all: Kind['ends'] = { own: true, other: true };
    const kinds: Kind[] = [
      { what: 'logout', step: logout, ends: { own: undefined, other: budget.scope === 'everywhere' } },
      ...(logoutOthers ? [{ what: 'logout of the other devices', step: logoutOthers, ends: others }] : []),
      ...(logoutEverywhere ? [{ what: 'logout everywhere', step: logoutEverywhere, ends: all }] : []),
    ];
    const done: Done[] = [];
    try {
      for (const kind of kinds) done.push(await run(context, kind));
    } catch (error) {
      if (!(error instanceof SingleSession)) throw error;
      const evidence =
        'A user has one session: a second login ended the first, so no logout can end the wrong one.';
      return { verdict: 'pass', evidence };
    }
    return judge(done, kinds);
  },
};

async function run(context: Context, kind: Kind): Promise<Done> {
  const [own, other] = await context.two();
  const before = own.stolen();
  const reply = await own.send(kind.step);
  if (reply.error !== undefined || reply.status >= 400) {
    throw new Inconclusive(
      `The ${kind.what} was answered ${reply.error ?? reply.status}, which claims nothing: look at the plan`,
    );
  }
  context.event(kind.what, undefined, reply);
  // A session that is to live on is asked as it is now: the logout may have given it a new token.
  const { ends } = kind;
  const these = [{ whose: 'other' as Whose, ends: ends.other, person: other }];
  if (ends.own !== undefined)
    these.unshift({ whose: 'this', ends: ends.own, person: ends.own ? before : own });
  const sessions: Session[] = [];
  // Those that live on are asked first: what is short-lived may expire while the promise is waited for.
  for (const { whose, ends: dies, person } of these.toSorted((one) => (one.ends ? 1 : -1))) {
    if (dies && isAwaited(context, 'access')) await untilPromised(context, 'access', reply);
    const seen = await look(context, person, dies, reply);
    context.cell(`${whose} session`, `after ${kind.what}`, seen.state);
    sessions.push({ whose, ends: dies, seen });
  }
  return { kind, reply, sessions };
}

/** A session that has ended has no live refresh token either; where access may live on for long, that alone tells. */
async function look(context: Context, person: Person, ends: boolean, logout: Reply): Promise<Seen> {
  const seen = await context.me(person);
  const expired = !ends && seen.state === 'dead' && (expiresAt(person.access) ?? Infinity) <= seen.reply.at;
  if (expired) return { ...seen, state: 'unclear', because: 'its access token had expired by then' };
  const allowed = seen.state === 'alive' && !isAwaited(context, 'access');
  if (!ends || (seen.state !== 'dead' && !allowed)) return seen;
  if (!context.plan.refresh) {
    const because = 'the plan lets access live on for longer than the audit waits';
    return allowed ? { ...seen, state: 'unclear', because } : seen;
  }
  await untilPromised(context, 'refresh', logout);
  const came = await context.refresh(person);
  if (came.seen?.state === 'alive')
    return { ...came.seen, because: 'its refresh token still gave live tokens' };
  return came.successor
    ? seen
    : { state: 'dead', because: 'its refresh token gave nothing', reply: came.reply };
}

function judge(done: readonly Done[], kinds: readonly Kind[]): Finding {
  const all = done.flatMap(({ sessions, kind, reply }) => sessions.map((one) => ({ ...one, kind, reply })));
  const wanted = (ends: boolean): State => (ends ? 'dead' : 'alive');
  const wrong = all.find(({ seen, ends }) => seen.state !== 'unclear' && seen.state !== wanted(ends));
  if (wrong) {
    const which =
      wrong.whose === 'this' ? 'the session that asked for it' : 'the other session of the same user';
    return {
      verdict: 'fail',
      evidence: wrong.ends
        ? `After the ${wrong.kind.what}, which should end it, ${which} was still alive.`
        : `The ${wrong.kind.what} ended ${which} too, which it should leave alone.`,
      fix: wrong.ends
        ? 'End every session that the logout names: keep sessions by user, so that they can be found, and refuse whatever began before that moment.'
        : 'End the one session that the request came from: by its own id, not by the user. If this is meant to end all of them, set budget.scope to "everywhere".',
      shown: [
        { caption: wrong.kind.what, reply: wrong.reply },
        { caption: `After it: ${wrong.whose} session`, reply: wrong.seen.reply },
      ],
    };
  }
  const unclear = all.find(({ seen }) => seen.state === 'unclear');
  if (unclear) {
    return {
      verdict: 'inconclusive',
      evidence: `After the ${unclear.kind.what} nothing is clear about ${unclear.whose} session: ${unclear.seen.because}.`,
      shown: [{ caption: `After the ${unclear.kind.what}`, reply: unclear.seen.reply }],
    };
  }
  const what = kinds.map((kind) => `the ${kind.what}`).join(', ');
  return { verdict: 'pass', evidence: `Each ended what it should and nothing else: ${what}.` };
}
