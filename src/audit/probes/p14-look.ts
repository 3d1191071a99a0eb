import type { Context, Seen } from '../context.ts';
import type { Person } from '../people/person.ts';
import type { Reply } from '../network/wire.ts';

/** What was seen while the store was away. */
export interface Away {
  /** The worst that the dead token came to. */
  readonly dead: Seen;
  /** Whether it was refused by an error, or by silence, whenever that was not as before. */
  readonly refused: boolean;
  readonly live: Seen;
  /** Somebody whose logout was acknowledged during the outage, and what the token came to then. */
  readonly leaver: { readonly person: Person; readonly logout: Reply; readonly during: Seen } | undefined;
}

/** So often the dead token is tried, and so long apart, ms: a client of a store takes a while to notice, or to give up. */
const TRIES = { count: 6, apart: 300 };

/** Asks for `me` once, without waiting where it says "come back later". */
export async function lookOnce(context: Context, person: Person): Promise<Seen> {
  const reply = await once(context, person, context.plan.me);
  return { ...context.judge.judge(reply), reply };
}

/** Tries the dead token and the live one, then signs the live one out. */
export async function duringOutage(context: Context, gone: Person, live: Person): Promise<Away> {
  const before = live.stolen();
  const tries: Seen[] = [];
  for (let count = 0; count < TRIES.count && !tries.some(({ state }) => state === 'alive'); count += 1) {
    if (count > 0) await context.sleep(TRIES.apart);
    tries.push(await lookOnce(context, gone));
  }
  const alive = tries.find(({ state }) => state === 'alive');
  const unclear = tries.find((one) => one.state === 'unclear' && !isRefusal(one.reply));
  const dead = alive ?? unclear ?? tries.at(-1) ?? (await lookOnce(context, gone));
  const seen = await lookOnce(context, before);
  const logout = await once(context, live, context.plan.logout);
  const acknowledged = logout.error === undefined && logout.status < 400;
  live.left = acknowledged;
  const leaver = acknowledged
    ? { person: before, logout, during: await lookOnce(context, before) }
    : undefined;
  return { dead, refused: unclear === undefined, live: seen, leaver };
}

async function once(context: Context, person: Person, step: Context['plan']['me']): Promise<Reply> {
  const [reply] = await context.volley([{ outgoing: person.prepare(step) }]);
  if (!reply) throw new Error('a volley of one has one answer');
  return reply;
}

/** Nothing was let in: an error of the server, or no answer in time. */
function isRefusal({ error, status }: Reply): boolean {
  return error !== undefined || status >= 500;
}
