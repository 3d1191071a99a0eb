import { connect } from '../network/connection.ts';
import type { Context } from '../context.ts';
import { openEventStream } from '../network/event-stream.ts';
import { Inconclusive } from '../inconclusive.ts';
import { kindOf } from '../network/message-kind.ts';
import type { Person } from '../people/person.ts';
import type { Socket } from '../plan.ts';
import { openSocketIo } from '../network/socket-io.ts';
import { NotOpened, type Heard, type Stream } from '../network/stream.ts';
import { namesIn } from '../people/template.ts';
import { openWebSocket } from '../network/websocket.ts';
import { instant, type Outgoing, type Reply } from '../network/wire.ts';

/** How long an application has to open a connection, ms. */
const OPENS = 10_000;
/** How long it may take to answer the first of several greetings before the next one goes out, ms. */
const ANSWERS = 1_000;

/** A connection that somebody holds open. */
export interface Line {
  readonly stream: Stream;
  /**
   * Says again what the application wants to hear at the beginning, but for what holds a credential: that would ask whether the token
   * is still alive, which is another question, and get an open connection closed that nobody else closes.
   */
  readonly greet: () => void;
  /** What it was opened with, and what came over it, for the report. */
  readonly shown: (messages: readonly Heard[]) => Reply;
}

/** "The WebSocket /quotes" */
export function nameOf({ kind, url, namespace }: Socket): string {
  if (kind === 'socketio') return `The Socket.IO namespace ${namespace}`;
  return `The ${kind === 'sse' ? 'event stream' : 'WebSocket'} ${url}`;
}

/** Opens it as somebody; `bare` as nobody. Throws `Inconclusive` when the application does not want it. */
export async function openLine(
  context: Context,
  socket: Socket,
  person: Person,
  bare = false,
): Promise<Line> {
  const url = socket.url.replace(/^ws(s?:)/i, 'http$1');
  const outgoing = person.prepare({ method: 'GET', url, headers: socket.headers }, { bare });
  const at = instant();
  const fill = (text: string): string => filled(text, socket, person, bare);
  const stream = await open(context, socket, outgoing, fill);
  const hello = (socket.hello ?? []).map((text) => ({ text, said: fill(text) }));
  let heard = 0;
  for (const [index, { said }] of hello.entries()) {
    if (index > 0) await answered(context, stream, heard);
    heard = stream.heard.length;
    stream.send(said);
  }
  const greet = (): void => {
    for (const { text, said } of hello) if (namesIn(text).length === 0) stream.send(said);
  };
  const { status, headers } = stream.opened;
  const shown = (messages: readonly Heard[]): Reply => {
    const text = messages.map((one) => one.text).join('\n');
    return { request: outgoing, at, took: instant() - at, status, headers, text, error: undefined };
  };
  return { stream, greet, shown };
}

async function open(
  context: Context,
  socket: Socket,
  outgoing: Outgoing,
  fill: (text: string) => string,
): Promise<Stream> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(OPENS)]);
  const admitted = await context.admit(outgoing.url);
  try {
    const line = await connect(outgoing.url, admitted, signal);
    if (socket.kind === 'sse') return await openEventStream(outgoing, line, signal);
    if (socket.kind === 'websocket') return await openWebSocket(outgoing, line, signal);
    const { namespace = '/', handshake = '' } = socket;
    return await openSocketIo(outgoing, line, signal, { namespace, handshake: fill(handshake) });
  } catch (error) {
    context.signal.throwIfAborted();
    const why =
      error instanceof NotOpened || !signal.aborted ? (error as Error).message : 'no answer came in time';
    throw new Inconclusive(`${nameOf(socket)} could not be opened: ${why}`);
  }
}

/** Waits for the answer to a greeting, when so much was heard before it; without one the next goes out all the same. */
async function answered(context: Context, stream: Stream, heard: number): Promise<void> {
  try {
    await stream.wait(ANSWERS, context.signal, () => stream.heard.length > heard);
  } catch (error) {
    stream.end();
    throw error;
  }
}

/** Filled as a body is: a token in JSON must not end its text. */
function filled(hello: string, { url }: Socket, person: Person, bare: boolean): string {
  const type = /^\s*[[{]/.test(hello) ? 'application/json' : 'text/plain';
  const step = {
    method: 'POST',
    url: url.replace(/^ws/i, 'http'),
    headers: [['Content-Type', type] as const],
    body: hello,
  };
  return person.prepare(step, { bare }).body ?? hello;
}

/** Whether nobody in particular is served the same, so that what goes on says nothing about a session. */
export async function isPublic(
  context: Context,
  socket: Socket,
  person: Person,
  kinds: ReadonlySet<string>,
  ms: number,
): Promise<boolean> {
  const line = await openLine(context, socket, person.blank(), true).catch((error: unknown) => {
    if (error instanceof Inconclusive) return undefined;
    throw error;
  });
  if (!line) return false;
  const { stream } = line;
  const served = (): boolean => stream.heard.some(({ text }) => kinds.has(kindOf(text) ?? ''));
  try {
    await stream.wait(ms, context.signal, served);
    return served();
  } finally {
    stream.end();
  }
}
