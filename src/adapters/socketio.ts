import type { IncomingMessage } from 'node:http';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError } from '../core/errors.ts';
import { Connections, liveAuthenticator, type Life, type LiveOptions } from '../http/connections.ts';
import type { HeaderReader } from '../http/headers.ts';
import { problem } from '../http/problem.ts';
import { withBearer } from './handshake.ts';
import { headersOf } from './node.ts';

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { LiveOptions } from '../http/connections.ts';

/** What `guard` puts into `socket.data`: the fourth type that a `Server` of socket.io takes. */
export interface SocketData {
  /** Who is at the other end. */
  auth: Auth;
}

/** What is used of a server-side `Socket` of socket.io. */
export interface Socket {
  data: Partial<SocketData>;
  readonly handshake: { readonly auth: Readonly<Record<string, unknown>> };
  readonly request: IncomingMessage;
  readonly nsp: {
    readonly server: object;
    prependListener(event: 'connect', listener: (socket: Socket) => void): unknown;
  };
  emit(event: 'curfew', why: { code: string; status: number }): unknown;
  disconnect(): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

type Middleware = (socket: Socket, next: (error?: Error) => void) => void;

const connections = new Connections<Socket>((socket, { code, status }) => {
  socket.emit('curfew', { code, status });
  socket.disconnect();
});

/** Who was let in and is not connected yet, and the namespaces that say when they are. */
const admitted = new WeakMap<Socket, Life>();
const watched = new WeakSet<Socket['nsp']>();

/**
 * Lets in whoever has a live token, in `auth.token` of the client or in a header or cookie, and disconnects them when it
 * dies, after the event `curfew` with `{ code, status }`. Every namespace has middleware of its own: `io.use(guard(…))`,
 * and `io.on('new_namespace', (namespace) => namespace.use(guard(…)))`.
 */
export function guard(curfew: Curfew, options: LiveOptions = {}): Middleware {
  const authenticate = liveAuthenticator(curfew, options);
  return (socket, next) => {
    const life = (async () => {
      refuseRecovery(socket);
      return authenticate(credentialsOf(socket));
    })();
    life.then(
      (alive) => {
        socket.data.auth = alive.auth;
        admitted.set(socket, alive);
        watch(socket.nsp);
        next();
      },
      (error: unknown) => void refusal(error).then(next),
    );
  };
}

/** Other middleware may take its time, and a socket cannot be disconnected before it is connected. */
function watch(namespace: Socket['nsp']): void {
  if (watched.has(namespace)) return;
  watched.add(namespace);
  namespace.prependListener('connect', (socket) => {
    const life = admitted.get(socket);
    if (!life) return;
    socket.once('disconnect', () => connections.release(socket));
    connections.hold(socket, life);
  });
}

/**
 * Hangs a socket on the next token of its session, which the client sent in an event, say. Throws what `verify` throws,
 * and `TokenInvalid` for one of another session: the socket then lasts as long as it would have.
 */
export async function renew(socket: Socket, token: string): Promise<Auth> {
  socket.data.auth = await connections.renew(socket, token);
  return socket.data.auth;
}

/** A recovered connection is let in past all middleware, unless that is switched off. */
function refuseRecovery(socket: Socket): void {
  const { opts } = socket.nsp.server as {
    readonly opts?: { readonly connectionStateRecovery?: { readonly skipMiddlewares?: boolean } };
  };
  if (opts?.connectionStateRecovery?.skipMiddlewares === true) {
    throw new ConfigError('set connectionStateRecovery.skipMiddlewares to false: it would let in the dead');
  }
}

/** The headers of the handshake, with the token that the client gave as if it had come in its own. */
function credentialsOf({ handshake, request }: Socket): HeaderReader {
  const { token } = handshake.auth;
  return withBearer(headersOf(request), token === undefined ? [] : [token]);
}

/** What the client gets as `connect_error`: `data` is the body that an answer over HTTP would have. */
async function refusal(error: unknown): Promise<Error> {
  const answer = problem(error);
  const data: unknown = answer ? await answer.json() : { title: 'Error', status: 500 };
  return Object.assign(new Error(answer ? `${answer.status}` : '500'), { data });
}
