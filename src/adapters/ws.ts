import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError } from '../core/errors.ts';
import { Connections, liveAuthenticator, type LiveOptions } from '../http/connections.ts';
import type { HeaderReader } from '../http/headers.ts';
import { problem } from '../http/problem.ts';
import { offered, withBearer } from './handshake.ts';
import { headersOf } from './node.ts';

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { LiveOptions } from '../http/connections.ts';

/** What is used of a `WebSocket` of `ws`. */
export interface Socket {
  close(code: number, reason: string): void;
  terminate(): void;
  removeAllListeners(event: 'message'): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** What is used of a `WebSocketServer` of `ws`. */
export interface SocketServer {
  readonly options: { readonly noServer?: boolean | undefined };
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, done: (socket: Socket) => void): void;
  emit(event: 'connection', socket: Socket, request: IncomingMessage): unknown;
}

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Closed because its token died: what 401 is to a request. */
const UNAUTHORIZED = 4401;
/** Closed because nobody can tell any more: come back later (RFC 6455's registry). */
const TRY_AGAIN_LATER = 1013;
/** How long a client may take to answer the close before it is cut off, ms. */
const LINGER = 1_000;

const connections = new Connections<Socket>((socket, why) => {
  // Until the client answers the close it could go on sending: nothing of that is heard any more.
  socket.removeAllListeners('message');
  socket.close(why.status === 503 ? TRY_AGAIN_LATER : UNAUTHORIZED, why.code);
  const timer = setTimeout(() => socket.terminate(), LINGER);
  socket.once('close', () => clearTimeout(timer));
});

/**
 * Lets in whoever has a live token, and closes the socket when that token dies: `server.on('upgrade', guard(…))`. Who
 * has none is answered as over HTTP, 401 or 503. The server must have been made with `noServer: true`.
 */
export function guard(curfew: Curfew, sockets: SocketServer, options: LiveOptions = {}): UpgradeListener {
  const authenticate = liveAuthenticator(curfew, options);
  if (sockets.options.noServer !== true) {
    throw new ConfigError('make the WebSocketServer with noServer: true, or it lets everybody in itself');
  }
  return (request, socket, head) => {
    const gone = (): void => void socket.destroy();
    socket.on('error', gone);
    const admitted = (async () => authenticate(credentialsOf(request)))();
    admitted.then(
      (life) => {
        socket.off('error', gone);
        if (socket.destroyed) return;
        sockets.handleUpgrade(request, socket, head, (opened) => {
          opened.once('close', () => connections.release(opened));
          if (connections.hold(opened, life)) sockets.emit('connection', opened, request);
        });
      },
      (error: unknown) => void refuse(socket, error),
    );
  };
}

/** Who is at the other end. Throws a `TypeError` for a socket that came past `guard`. */
export function authOf(socket: Socket): Auth {
  return connections.authOf(socket);
}

/**
 * Hangs a socket on the next token of its session, which the client sent in a message, say. Throws what `verify` throws,
 * and `TokenInvalid` for one of another session: the socket then lasts as long as it would have.
 */
export function renew(socket: Socket, token: string): Promise<Auth> {
  return connections.renew(socket, token);
}

/** The headers, with the token among the protocols as if it had come in its own: that one is not offered any further. */
function credentialsOf(request: IncomingMessage): HeaderReader {
  const sent = headersOf(request);
  const { tokens, protocols } = offered(sent);
  if (protocols.length > 0) request.headers['sec-websocket-protocol'] = protocols.join(', ');
  else delete request.headers['sec-websocket-protocol'];
  return withBearer(sent, tokens);
}

async function refuse(socket: Duplex, error: unknown): Promise<void> {
  const answer = problem(error) ?? new Response(null, { status: 500 });
  const body = await answer.text();
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  headers.push(`content-length: ${Buffer.byteLength(body)}\r\n`, 'connection: close\r\n');
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${answer.status} \r\n${headers.join('')}\r\n${body}`);
}
