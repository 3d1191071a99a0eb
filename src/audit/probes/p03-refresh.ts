import { untilPromised } from '../judging/budget.ts';
import type { Context, Refreshed } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Step } from '../plan.ts';
import type { Finding, Probe } from '../probe.ts';
import type { Reply } from '../network/wire.ts';

/** One way to log out, and what a refresh gave after it. */
interface Course {
  /** "the logout", "a logout with the rotated refresh token" */
  readonly after: string;
  readonly logout: Reply;
  readonly tries: readonly { readonly token: string; readonly came: Refreshed }[];
  /** Whether the logout claimed to have ended the session that it was asked about. */
  readonly claimed: boolean;
}

/** Tries to refresh after a logout: right away, and when the refresh token was rotated before it. */
export const refresh: Probe = {
  id: 'P03',
  name: 'Refresh after logout',
  references: ['CWE-613', 'ASVS 7.4.1', 'ASVS 10.4.5'],
  notRun: (plan) =>
    plan.refresh
      ? undefined
      : { reason: 'The plan has no refresh.', configure: 'refresh: the request that renews the tokens' },
  async run(context): Promise<Finding> {
    const { refresh: step } = context.plan;
    const rotates = step !== undefined && (await provedToWork(context, step));
    const courses = [await plain(context)];
    if (rotates) courses.push(await rotated(context, 'old'), await rotated(context, 'new'));
    for (const { after, tries } of courses.filter(({ claimed }) => claimed)) {
      for (const { token, came } of tries) context.cell(token, `after ${after}`, came.seen?.state ?? 'dead');
    }
    return judge(courses, rotates);
  },
};

/** A refresh that gives nothing before the logout proves nothing by giving nothing after it. Answers whether refresh tokens rotate. */
async function provedToWork(context: Context, step: Step): Promise<boolean> {
  const person = await context.person();
  const before = person.stolen();
  const reply = await before.refresh();
  const successor = context.successor(person, reply);
  const seen = successor && (await context.me(successor));
  if (!successor || seen?.state !== 'alive') {
    const gave = seen ? `what it gave did not open "me": ${seen.because}` : 'gave no new token or cookie';
    throw new Inconclusive(
      `Before any logout the refresh was answered ${reply.error ?? reply.status} and ${gave}`,
    );
  }
  context.cell('refresh token', 'before logout', 'alive');
  return JSON.stringify(before.prepare(step)) !== JSON.stringify(successor.prepare(step));
}

async function plain(context: Context): Promise<Course> {
  const person = await context.person();
  const before = person.stolen();
  const logout = await context.logout(person);
  context.event('logout', undefined, logout);
  await untilPromised(context, 'refresh', logout);
  const came = await context.refresh(before);
  context.event('refresh after logout', came.seen?.state ?? 'dead', came.reply);
  return { after: 'logout', logout, tries: [{ token: 'refresh token', came }], claimed: true };
}

/**
 * Refreshes once, logs out with the credentials from before or after that, and tries both: the newer first, since the older may be
 * noticed. Where a rotation has already ended all of the old ones, a logout with them names no session, and promises nothing.
 */
async function rotated(context: Context, presented: 'old' | 'new'): Promise<Course> {
  const person = await context.person();
  const old = person.stolen();
  await person.refresh();
  const current = person.stolen();
  const names = presented === 'new' || (await context.me(old)).state === 'alive';
  const logout = presented === 'old' ? await old.logout() : await context.logout(person);
  const claimed = names && logout.error === undefined && logout.status < 400;
  if (claimed) await untilPromised(context, 'refresh', logout);
  const tries = [
    { token: 'rotated refresh token', came: await context.refresh(current) },
    { token: 'refresh token from before the rotation', came: await context.refresh(old) },
  ];
  return { after: `logout with the ${presented} refresh token`, logout, tries, claimed };
}

function judge(courses: readonly Course[], rotates: boolean): Finding {
  const silent = courses.filter(({ claimed }) => !claimed);
  const notes = silent.map(({ after, logout }) => {
    const said = `A ${after} was answered ${logout.error ?? logout.status}`;
    return `${said}. It named no session that was alive, or claimed nothing, so what lives on after it is not held against it.`;
  });
  if (!rotates) notes.push('The refresh token does not change when it is used.');
  const tried = courses
    .filter(({ claimed }) => claimed)
    .flatMap((course) => course.tries.map((one) => ({ ...one, course })));
  const alive = tried.find(({ came }) => came.seen?.state === 'alive');
  if (alive?.came.seen) {
    return {
      verdict: 'fail',
      evidence: `After ${alive.course.after} the ${alive.token} still gave new tokens, and they were alive.`,
      worstCase: 'for as long as somebody refreshes',
      fix: 'End the session on the server at logout, and let every refresh look for it in the same atomic step that rotates the token. A rotated token that is presented ends the session too.',
      notes,
      shown: [
        { caption: 'Logout', reply: alive.course.logout },
        { caption: `After ${alive.course.after}: refresh`, reply: alive.came.reply },
        { caption: 'What it gave', reply: alive.came.seen.reply },
      ],
    };
  }
  for (const { came, course, token } of tried) {
    const { reply, successor, seen } = came;
    const silence = [0, 429].includes(reply.status) || reply.status >= 500;
    const because = silence ? `it was answered ${reply.error ?? reply.status}` : seen?.because;
    if (silence || seen?.state === 'unclear') {
      return {
        verdict: 'inconclusive',
        evidence: `After ${course.after} nothing is clear about the ${token}: ${because}.`,
        notes,
        shown: [{ caption: `After ${course.after}: refresh`, reply }],
      };
    }
    if (successor) notes.push(`After ${course.after} the ${token} gave something new, which opened nothing.`);
  }
  const ways = tried.length > 1 ? ', also when it had been rotated' : '';
  return {
    verdict: 'pass',
    evidence: `After logout the refresh token gave no live token${ways}.`,
    notes,
    shown: tried.slice(0, 1).map(({ came }) => ({ caption: 'After logout: refresh', reply: came.reply })),
  };
}
