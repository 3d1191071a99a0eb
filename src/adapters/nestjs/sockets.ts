import type { IncomingMessage } from 'node:http';
import type { Auth } from '../../core/auth.ts';
import { CurfewError } from '../../core/errors.ts';
import type { Authenticate } from '../../http/authenticate.ts';
import { CredentialsMissing } from '../../http/errors.ts';
import type { HeaderReader } from '../../http/headers.ts';
import { problem } from '../../http/problem.ts';
import { tie } from '../../http/tie.ts';
import { offered, withBearer } from '../handshake.ts';
import { headersOf } from '../node.ts';
import { remember } from './caller.ts';

/** As much of a client as is needed, of `ws` and of socket.io. */
export interface Client {
  readonly handshake?: { readonly auth?: { readonly token?: unknown } };
  readonly request?: IncomingMessage;
  /** Of `ws`: above 1 it is closing or closed. */
  readonly readyState?: number;
  pause?(): void;
  resume?(): void;
  close?(code: number, reason: string): void;
  terminate?(): void;
  disconnect?(close: boolean): void;
  once(event: string, listener: () => void): unknown;
}

/** Close codes: the token is dead (as 401), the store cannot say (as 503), refused for another reason, a failure. */
const [DEAD, LATER, REFUSED, FAILED] = [4401, 1013, 1008, 1011];
/** How long a client may take to answer the close before it is cut off, ms. */
const LINGER = 1_000;

/** The clients of the gateways: let in with a live token, asked again at every message, closed when it dies. */
export class Sockets {
  readonly #authenticate: Authenticate;
  readonly #admissions = new WeakMap<Client, { ask: () => Promise<Auth>; first: Promise<Auth> }>();

  constructor(authenticate: Authenticate) {
    this.#authenticate = authenticate;
  }

  /** Verifies the token of the handshake, once a client, and closes the socket when it dies. Rejects as `verify` does. */
  admit(client: Client, request: IncomingMessage | undefined = client.request): Promise<Auth> {
    const known = this.#admissions.get(client);
    if (known) return known.first;
    // A handshake is a GET that does something: another site's page may open it with the cookies of this one.
    const ask = async (): Promise<Auth> => this.#authenticate('POST', handshakeOf(client, request));
    const first = ask().then((auth) => watched(client, auth));
    this.#admissions.set(client, { ask, first });
    return first;
  }

  /** Asks again about the client of a message. Throws what Nest tells the client; who is dead is put out. */
  async check(client: Client): Promise<void> {
    try {
      const admission = this.#admissions.get(client);
      if (!admission) throw new CredentialsMissing('the socket was not opened through Curfew');
      remember(client, await admission.ask());
    } catch (error) {
      if (!(error instanceof CurfewError)) throw error;
      if (error.status === 401) refuse(client, error);
      const { WsException } = await import('@nestjs/websockets');
      throw new WsException((await problem(error)?.json()) as object);
    }
  }
}

/** Closes a client's socket, and says why: never with more than the code of the error. */
export function refuse(client: Client, error: unknown): void {
  const { status, code } = error instanceof CurfewError ? error : { status: 500, code: 'ERR_UNEXPECTED' };
  const closing = status === 401 ? DEAD : status === 503 ? LATER : status < 500 ? REFUSED : FAILED;
  if (!client.close) return client.disconnect?.(true);
  client.close(closing, code);
  const timer = setTimeout(() => client.terminate?.(), LINGER);
  client.once('close', () => clearTimeout(timer));
}

function watched(client: Client, auth: Auth): Auth {
  if ((client.readyState ?? 1) > 1) return auth;
  const tied = tie(auth, (why) => refuse(client, why));
  client.once(client.handshake ? 'disconnect' : 'close', () => tied[Symbol.dispose]());
  remember(client, auth);
  return auth;
}

/** The headers of a handshake, with socket.io's `auth.token`, or the token among the protocols of `ws`, as their bearer. */
function handshakeOf({ handshake }: Client, request: IncomingMessage | undefined): HeaderReader {
  const headers: HeaderReader = request?.rawHeaders ? headersOf(request) : { get: () => null };
  const token = handshake?.auth?.token;
  return withBearer(headers, token === undefined ? offered(headers).tokens : [token]);
}
