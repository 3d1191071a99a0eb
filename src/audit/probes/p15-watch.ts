import { answeredAt, untilPromised } from '../judging/budget.ts';
import type { Context } from '../context.ts';
import { kindOf } from '../network/message-kind.ts';
import type { Person } from '../people/person.ts';
import type { Socket } from '../plan.ts';
import type { Finding } from '../probe.ts';
import { count, howLong } from '../report/words.ts';
import type { Heard } from '../network/stream.ts';
import { instant, type Reply } from '../network/wire.ts';
import { isPublic, nameOf, openLine, type Line } from './p15-line.ts';

/** Before the logout it is listened for so many messages, and so long, ms. */
const BEFORE = { messages: 3, ms: 3_000 };
/** What was under way at the logout has come by then, and a connection that is closed has had the time for it, ms. */
const UNDER_WAY = 500;
/** After that it is listened for so long at least and at most, ms. */
const AFTER = { least: 2_000, most: 15_000 };

/** Opens a connection, signs out while it is open, and says what became of it. */
export async function watchLogout(context: Context, socket: Socket): Promise<Finding> {
  const person = await context.person();
  const line = await openLine(context, socket, person);
  const { stream } = line;
  try {
    await stream.wait(BEFORE.ms, context.signal, () => stream.heard.length >= BEFORE.messages);
    if (stream.closed) {
      const evidence = `${nameOf(socket)} was closed before the logout: ${stream.closed.why}.`;
      return { verdict: 'inconclusive', evidence };
    }
    const before = [...stream.heard];
    const logout = await context.logout(person);
    await untilPromised(context, 'access', logout);
    await stream.wait(UNDER_WAY, context.signal);
    return await judge(context, socket, { line, person, before, logout });
  } finally {
    stream.end();
  }
}

interface Watched {
  readonly line: Line;
  readonly person: Person;
  readonly before: readonly Heard[];
  readonly logout: Reply;
}

async function judge(
  context: Context,
  socket: Socket,
  { line, person, before, logout }: Watched,
): Promise<Finding> {
  const { stream } = line;
  const kinds = new Set(before.flatMap(({ text }) => kindOf(text) ?? []));
  const from = instant();
  const late = (): Heard[] => stream.heard.filter(({ at }) => at >= from);
  const served = (): Heard[] => late().filter(({ text }) => kinds.has(kindOf(text) ?? ''));
  if (!stream.closed) {
    line.greet();
    stream.ping();
    const listen = Math.min(AFTER.most, Math.max(AFTER.least, 3 * longestGap(before, from, socket)));
    await stream.wait(listen, context.signal, () => served().length >= 2);
  }
  const name = nameOf(socket);
  const since = (at: number): string => howLong(at - answeredAt(logout));
  const [first] = served();
  const last = served().at(-1);
  if (!first || !last) {
    if (stream.closed) {
      const evidence = `${name} was closed ${since(stream.closed.at)} after the logout (${stream.closed.why}).`;
      return { verdict: 'pass', evidence };
    }
    const answers = stream.sign !== undefined && stream.sign >= from ? ' and answers' : '';
    const what = late().length > 0 ? 'sent only what it had not sent before' : 'sent nothing more';
    const never =
      before.length === 0 ? ' It had sent nothing before the logout either: a "hello" may help.' : '';
    const evidence = `${name} was still open${answers} ${since(instant())} after the logout, and ${what}.${never}`;
    return { verdict: 'inconclusive', evidence, shown: [{ caption: name, reply: line.shown(late()) }] };
  }
  const still = new Set(served().flatMap(({ text }) => kindOf(text) ?? []));
  if (await isPublic(context, socket, person, still, BEFORE.ms)) {
    const evidence = `${name} sends the same to an anonymous connection, so that it goes on says nothing about the logout.`;
    return { verdict: 'inconclusive', evidence };
  }
  return {
    verdict: 'fail',
    evidence: `${name} went on after the logout: it sent ${count(served().length, 'message')} of the kind it sent before, the last of them ${since(last.at)} after the logout was acknowledged.`,
    worstCase: 'for as long as the connection stays open',
    fix: 'Keep a list of the connections of each session and close them when it ends, on every node; or ask before each message whether the session is still there.',
    shown: [
      { caption: `${name} before the logout`, reply: line.shown(before.slice(-2)) },
      { caption: 'Logout', reply: logout },
      { caption: `${name} after the logout`, reply: line.shown(served().slice(0, 2)) },
    ],
  };
}

/** Ms between two messages. Of a single one the time since then says as much, unless it was the answer to a greeting. */
function longestGap(heard: readonly Heard[], now: number, { hello = [] }: Socket): number {
  const [first] = heard;
  if (!first || (heard.length < 2 && hello.length > 0)) return 0;
  if (heard.length < 2) return now - first.at;
  return Math.max(...heard.slice(1).map(({ at }, index) => at - (heard[index]?.at ?? at)));
}
