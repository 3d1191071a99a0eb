import { endsAsPromised, untilPromised, worstCaseOf } from '../judging/budget.ts';
import type { Context, Seen } from '../context.ts';
import type { Person } from '../people/person.ts';
import type { Finding, Probe } from '../probe.ts';
import { howLong } from '../report/words.ts';
import { variantsOf, WHOLE } from '../judging/variants.ts';
import type { Reply } from '../network/wire.ts';

/** What was asked after the logout, in one way. */
interface Replay {
  readonly credential: string;
  readonly seen: Seen;
}

/** Asks again, after the logout, in every way that worked before it. */
export const replay: Probe = {
  id: 'P01',
  name: 'Replay after logout',
  references: ['CWE-613', 'ASVS 7.4.1'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const working = await workingVariants(context);
    const person = await context.person();
    const before = person.stolen();
    const shown = await before.me();
    context.event('login', 'alive', shown);
    const logout = await context.logout(person);
    context.event('logout', undefined, logout);
    let replays = await replayAll(context, before, working, 'right after logout');
    const { access } = context.plan.budget;
    if (access > 0 && replays.some(({ seen }) => seen.state === 'alive')) {
      if (endsAsPromised(context, before, logout)) return promised(context, before, logout);
      await untilPromised(context, 'access', logout);
      replays = await replayAll(context, before, working, `${howLong(access)} after logout`);
    }
    const alive = replays.filter(({ seen }) => seen.state === 'alive');
    if (alive.length > 0) return opened(context, before, shown, logout, alive);
    const unclear = replays.find(({ seen }) => seen.state === 'unclear');
    if (unclear) {
      return {
        verdict: 'inconclusive',
        evidence: `After logout nothing is clear about the ${unclear.credential}: ${unclear.seen.because}.`,
        shown: [{ caption: 'After logout', reply: unclear.seen.reply }],
      };
    }
    // Had the application shut out everybody, it would have looked the same.
    await context.person();
    return {
      verdict: 'pass',
      evidence: `After logout ${context.plan.me.method} ${context.plan.me.url} refused all of these: ${working.join(', ')}.`,
      shown: replays.slice(0, 1).map(({ seen }) => ({ caption: 'After logout', reply: seen.reply })),
    };
  },
};

/** The ways that open `me` before a logout, tried on somebody else: a changed token may do harm. Only these count later. */
async function workingVariants(context: Context): Promise<string[]> {
  const person = (await context.person()).stolen();
  const working: string[] = [];
  for (const { credential, overrides } of variantsOf(context.plan, person)) {
    const { state } = await context.me(person, overrides);
    if (state !== 'alive') continue;
    working.push(credential);
    context.cell(credential, 'before logout', 'alive');
  }
  return working;
}

async function replayAll(
  context: Context,
  before: Person,
  working: readonly string[],
  moment: string,
): Promise<Replay[]> {
  const replays: Replay[] = [];
  for (const { credential, overrides } of variantsOf(context.plan, before)) {
    if (!working.includes(credential)) continue;
    const seen = await context.me(before, overrides);
    context.cell(credential, moment, seen.state);
    context.event(`${credential}, ${moment}`, seen.state, seen.reply);
    replays.push({ credential, seen });
  }
  return replays;
}

function opened(
  context: Context,
  before: Person,
  shown: Reply,
  logout: Reply,
  alive: readonly Replay[],
): Finding {
  const { me } = context.plan;
  const names = alive.map(({ credential }) => credential);
  const own = names.filter((name) => name !== WHOLE);
  const [first, ...others] = own.length === 0 ? ['same request'] : own;
  return {
    verdict: 'fail',
    evidence: `After logout the ${first} still opened ${me.method} ${me.url}${others.length > 0 ? `, and so did: ${others.join(', ')}` : ''}.`,
    ...worstCaseOf(context, before, logout),
    fix: FIX,
    shown: [
      { caption: 'Before logout', reply: shown },
      { caption: 'Logout', reply: logout },
      ...alive
        .slice(0, 3)
        .map(({ credential, seen }) => ({ caption: `After logout: ${credential}`, reply: seen.reply })),
    ],
  };
}

/** The owner knows that it lives on, and it ends in time. */
function promised(context: Context, before: Person, logout: Reply): Finding {
  const worst = worstCaseOf(context, before, logout);
  return {
    verdict: 'pass',
    evidence: `After logout the session opens ${context.plan.me.url} until its token expires, ${worst.worstCase} at most, which the promised ${howLong(context.plan.budget.access)} allow.`,
    ...worst,
  };
}

const FIX =
  'Record the logout on the server, and look it up on every request: delete the session, or put the id of the session (the jti or sid of a JWT, not its text) on a denylist until it would have expired.';
