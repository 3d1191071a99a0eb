import { untilPromised } from '../judging/budget.ts';
import type { Context, Seen } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Person } from '../people/person.ts';
import type { Finding, Probe } from '../probe.ts';
import { runShell } from '../shell.ts';
import { duringOutage, lookOnce, type Away } from './p14-look.ts';

/** So often it is looked, and so long apart (ms), whether the application is back. */
const BACK = { looks: 40, apart: 250 };

/** Takes the store away from an application, and tries a token that is dead. */
export const outage: Probe = {
  id: 'P14',
  name: 'Outage of the store',
  references: ['CWE-636', 'CWE-613', 'ASVS 16.5.2', 'ASVS 16.5.3'],
  notRun: ({ outage: commands }) =>
    commands
      ? undefined
      : {
          reason: 'The plan does not say how to take the store away, which this probe never does unasked.',
          configure: 'outage: {stop: a command that stops the store, start: one that starts it again}',
        },
  async run(context): Promise<Finding> {
    const { stop, start } = context.plan.outage ?? { stop: '', start: '' };
    const live = await context.person();
    const gone = await deadPerson(context);
    if ((await context.me(live)).state !== 'alive')
      throw new Inconclusive('Another login or logout has ended the session that was to stay');
    let away: Away | undefined;
    let brought: string | undefined;
    try {
      const failed = await runShell(stop, context.signal);
      if (failed !== undefined)
        throw new Inconclusive(`The command "outage.stop" did not take the store away: ${failed}`);
      away = await duringOutage(context, gone, live);
    } finally {
      // Whatever has happened, an abort too: nobody is left without a store.
      brought = await runShell(start);
    }
    if (brought !== undefined) {
      throw new Inconclusive(
        `The command "outage.start" did not bring the store back (${brought}): DO IT BY HAND. ` +
          `While the store was away the dead token was ${away.dead.state}`,
      );
    }
    return judge(away, await afterwards(context, gone, away));
  },
};

/** Somebody who has signed out, proved to be dead while all is well. */
async function deadPerson(context: Context): Promise<Person> {
  const person = await context.person();
  const gone = person.stolen();
  const logout = await context.logout(person);
  await untilPromised(context, 'access', logout);
  const { state, because } = await context.me(gone);
  if (state === 'dead') return gone;
  throw new Inconclusive(
    state === 'alive'
      ? 'A logout leaves the token alive with a store too (see P01), so an outage can show nothing'
      : `After a logout nothing is clear about the token: ${because}`,
  );
}

/** What the dead token, and whoever signed out during the outage, open once the application is back. */
async function afterwards(context: Context, gone: Person, away: Away): Promise<Seen | undefined> {
  let last = await lookOnce(context, gone);
  for (let look = 1; look < BACK.looks && last.state === 'unclear'; look += 1) {
    await context.sleep(BACK.apart);
    last = await lookOnce(context, gone);
  }
  if (last.state === 'alive') return last;
  if (last.state === 'unclear')
    throw new Inconclusive(`When the store was back the application was not: ${last.because}`);
  if (!away.leaver) return undefined;
  await untilPromised(context, 'access', away.leaver.logout);
  const left = await context.me(away.leaver.person);
  return left.state === 'alive' ? left : undefined;
}

function judge(away: Away, after: Seen | undefined): Finding {
  const { dead, live, leaver } = away;
  const notes: string[] = [];
  if (live.state === 'dead')
    notes.push(
      'An outage signs people out: a live session was refused like a dead one, rather than told to wait (503).',
    );
  const shown = [
    { caption: 'The dead token while the store was away', reply: dead.reply },
    ...(leaver ? [{ caption: 'A logout while the store was away', reply: leaver.logout }] : []),
    ...(after ? [{ caption: 'When the store was back', reply: after.reply }] : []),
  ];
  const fix =
    'When nobody can tell whether a token has been revoked, refuse it: answer 503, and let no catch block say "not revoked". Answer a logout that could not be recorded 503 too.';
  const fail = (evidence: string): Finding => ({ verdict: 'fail', evidence, fix, notes, shown });
  const until = 'for as long as the store is away';
  if (dead.state === 'alive')
    return {
      ...fail('While the store was away a token was accepted that had been signed out before.'),
      worstCase: until,
    };
  if (leaver && after)
    return fail(
      'A logout while the store was away was acknowledged, and the token was alive when the store was back.',
    );
  if (after) return fail('After the outage a token was alive that had been signed out before it.');
  if (leaver?.during.state === 'alive')
    return {
      ...fail('A logout while the store was away was acknowledged, and the token was still accepted.'),
      worstCase: until,
    };
  if (dead.state === 'unclear' && !away.refused) {
    const evidence = `While the store was away nothing is clear about the dead token: ${dead.because}.`;
    return { verdict: 'inconclusive', evidence, notes, shown };
  }
  if (live.state === 'alive' && leaver && dead.state === 'dead') {
    const evidence =
      'While the store was said to be away the application did everything as before, a logout too: nothing shows that it was away.';
    return { verdict: 'inconclusive', evidence, notes, shown };
  }
  const how = dead.reply.error === undefined ? String(dead.reply.status) : 'no answer';
  return {
    verdict: 'pass',
    evidence: `While the store was away the dead token was refused (${how}), and it was dead when the store was back.`,
    notes,
    shown,
  };
}
