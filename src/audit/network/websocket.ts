import { createHash, randomBytes } from 'node:crypto';
import { request as requestOf, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { NotOpened, Stream } from './stream.ts';
import { CODES, FrameReader, frameOf, Messages } from './websocket-frames.ts';
import { pairsOf, type Outgoing } from './wire.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** The client brings these itself. */
const OURS = /^(host|connection|upgrade|content-length|sec-websocket-(?:key|version|extensions))$/i;

/** What is spoken over a WebSocket. */
export interface Dialect {
  /** Takes a message of the application, tells the stream what there is in it, and answers what has to be said back at once. */
  take(text: string, stream: Stream): string | undefined;
  /** How something is said. */
  say(text: string): string;
}

/** Every message is what it is. */
const PLAIN: Dialect = {
  take(text, stream) {
    stream.hear(text);
    return undefined;
  },
  say: (text) => text,
};

/**
 * Opens a WebSocket (RFC 6455) over a connection that is open. Throws `NotOpened` when the application answers something else.
 * `signal` ends the handshake only.
 */
export async function openWebSocket(
  outgoing: Outgoing,
  line: Socket,
  signal: AbortSignal,
  dialect: Dialect = PLAIN,
): Promise<Stream> {
  const key = randomBytes(16).toString('base64');
  const { response, socket, head } = await handshake(outgoing, line, key, signal);
  const expected = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  if (response.headers['sec-websocket-accept'] !== expected) {
    socket.destroy();
    throw new NotOpened('the handshake was answered with another key than the one that was asked with');
  }
  const write = (code: number, payload: Buffer): void => void socket.write(frameOf(code, payload));
  const opened = { status: response.statusCode ?? 0, headers: pairsOf(response.rawHeaders) };
  const stream = new Stream(opened, {
    send: (text) => write(CODES.text, Buffer.from(dialect.say(text))),
    ping: () => write(CODES.ping, Buffer.from('curfew')),
    end: () => {
      write(CODES.close, Buffer.from([0x03, 0xe8]));
      socket.end();
      socket.destroySoon();
    },
  });
  listen({ stream, socket, dialect }, head);
  return stream;
}

async function handshake(
  { url, headers }: Outgoing,
  line: Socket,
  key: string,
  signal: AbortSignal,
): Promise<{ response: IncomingMessage; socket: Socket; head: Buffer }> {
  return new Promise((resolve, reject) => {
    const given = headers.filter(([name]) => !OURS.test(name));
    const request = requestOf({
      createConnection: () => line,
      path: url.pathname + url.search,
      headers: [
        ['Host', url.host],
        ['Connection', 'Upgrade'],
        ['Upgrade', 'websocket'],
        ['Sec-WebSocket-Version', '13'],
        ['Sec-WebSocket-Key', key],
        ...given,
      ].flat(),
      signal,
    });
    request.once('upgrade', (response, socket: Socket, head) => resolve({ response, socket, head }));
    request.once('response', (response) => {
      line.destroy();
      reject(new NotOpened(`it was answered ${response.statusCode}`));
    });
    request.once('error', (error) => {
      line.destroy();
      reject(signal.aborted ? (signal.reason as Error) : new NotOpened(error.message));
    });
    request.end();
  });
}

interface Spoken {
  readonly stream: Stream;
  readonly socket: Socket;
  readonly dialect: Dialect;
}

function listen({ stream, socket, dialect }: Spoken, head: Buffer): void {
  const reader = new FrameReader();
  const messages = new Messages();
  const take = (chunk: Buffer): void => {
    for (const frame of reader.read(chunk)) {
      const { code, payload } = frame;
      if (code === CODES.ping) socket.write(frameOf(CODES.pong, payload));
      else if (code === CODES.pong) stream.sawSign();
      else if (code === CODES.close) {
        stream.close(
          payload.length >= 2 ? `it was closed with code ${payload.readUInt16BE(0)}` : 'it was closed',
        );
        socket.write(frameOf(CODES.close, payload.subarray(0, 2)));
        socket.end();
      } else {
        const text = messages.add(frame);
        const reply = text === undefined ? undefined : dialect.take(text, stream);
        if (reply !== undefined) socket.write(frameOf(CODES.text, Buffer.from(reply)));
      }
    }
  };
  const data = (chunk: Buffer): void => {
    try {
      take(chunk);
    } catch (error) {
      stream.close((error as Error).message);
      socket.destroy();
    }
  };
  socket.on('data', data);
  socket.on('error', () => stream.close('the connection broke'));
  socket.on('close', () => stream.close('the connection was closed'));
  data(head);
}
