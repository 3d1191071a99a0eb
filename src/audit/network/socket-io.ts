import type { Socket } from 'node:net';
import { json } from '../people/captured.ts';
import { NotOpened, type Stream } from './stream.ts';
import { openWebSocket, type Dialect } from './websocket.ts';
import type { Outgoing } from './wire.ts';

/** Where in an application Socket.IO is asked for, unless it says otherwise. */
export const PATH = '/socket.io/';
/** Asks for version 4 of Engine.IO, which Socket.IO speaks since its version 3, over a WebSocket from the beginning. */
export const TRANSPORT = 'EIO=4&transport=websocket';

/** What a client joins, and what it gives to be let in: the JSON of `auth`. */
interface Joining {
  readonly namespace: string;
  readonly handshake: string;
}

/**
 * Opens a WebSocket and joins a namespace of Socket.IO over it. Throws `NotOpened` when the application does not let it in. `signal` ends
 * the joining only.
 */
export async function openSocketIo(
  outgoing: Outgoing,
  line: Socket,
  signal: AbortSignal,
  joining: Joining,
): Promise<Stream> {
  const spoken = new SocketIo(joining);
  const stream = await openWebSocket(outgoing, line, signal, spoken);
  try {
    await stream.wait(Infinity, signal, () => spoken.isJoined || spoken.refusal !== undefined);
  } catch (error) {
    stream.end();
    throw error;
  }
  if (spoken.isJoined) return stream;
  const { closed } = stream;
  stream.end();
  throw new NotOpened(
    spoken.refusal === undefined
      ? (closed?.why ?? 'it was closed')
      : `the namespace refused it: ${spoken.refusal}`,
  );
}

/**
 * The protocols of Engine.IO 4 and Socket.IO 5, as far as somebody who listens needs them: a digit says what a message is for, and a second
 * one what a packet in it is.
 */
class SocketIo implements Dialect {
  isJoined = false;
  /** Why the namespace did not let us in. */
  refusal: string | undefined;
  readonly #namespace: string;
  readonly #handshake: string;
  /** So many messages that follow are binary parts of the last one. */
  #parts = 0;
  #said = 0;

  constructor({ namespace, handshake }: Joining) {
    this.#namespace = namespace;
    this.#handshake = handshake;
  }

  take(text: string, stream: Stream): string | undefined {
    if (this.#parts > 0) {
      this.#parts -= 1;
      return undefined;
    }
    const rest = text.slice(1);
    switch (text[0]) {
      case '0':
        return `40${this.#prefix}${this.#handshake}`;
      case '1':
        stream.close('it was closed');
        return undefined;
      case '2':
        stream.sawSign();
        return `3${rest}`;
      case '4':
        this.#packet(rest, stream);
        return undefined;
      default:
        return undefined;
    }
  }

  /** An event: `["name", value, …]`, or its name alone. Always with a number, as one who waits for an answer: some handlers need one. */
  say(text: string): string {
    this.#said += 1;
    return `42${this.#prefix}${this.#said}${Array.isArray(json(text)) ? text : JSON.stringify([text])}`;
  }

  #packet(packet: string, stream: Stream): void {
    const [, type, parts, namespace = '/', data = ''] =
      /^(\d)(?:(\d{1,3})-)?(?:(\/[^,]*),)?\d*(.*)$/s.exec(packet) ?? [];
    this.#parts = Number(parts ?? 0);
    if (namespace.replace(/\?.*$/s, '') !== this.#namespace) return;
    const value = json(data);
    if (type === '0') this.isJoined = true;
    else if (type === '1') stream.close('it was disconnected');
    else if (type === '4') this.refusal = reasonIn(value);
    else if (Array.isArray(value)) stream.hear(JSON.stringify(heard(type, value)));
  }

  get #prefix(): string {
    return this.#namespace === '/' ? '' : `${this.#namespace},`;
  }
}

/** An event, or the answer to one of ours. */
function heard(type: string | undefined, [first, ...more]: readonly unknown[]): object {
  return type === '2' || type === '5' ? { event: first, data: more } : { answer: [first, ...more] };
}

function reasonIn(value: unknown): string {
  const said = typeof value === 'object' && value !== null && 'message' in value ? value.message : value;
  return typeof said === 'string' ? said.slice(0, 200) : 'without a reason';
}
