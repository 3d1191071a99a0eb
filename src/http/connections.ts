import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError, TokenExpired, TokenInvalid, type CurfewError } from '../core/errors.ts';
import { authenticator, type Authenticate, type HttpOptions } from './authenticate.ts';
import { tie } from './tie.ts';

/** What `guard` of a live connection may be given. */
export interface LiveOptions extends Pick<HttpOptions, 'cookies' | 'origins'> {
  /**
   * How long a connection may last: until its `'token'` dies, so that the client has to renew it before it expires, or
   * until the `'session'` ends, however many tokens it takes. Default `'token'`. Either ends at a logout.
   */
  readonly until?: 'token' | 'session';
}

/** What a connection hangs on. */
export interface Life {
  readonly curfew: Curfew;
  readonly auth: Auth;
  /** The session, for a connection that may outlive its token's expiry. */
  readonly session: Auth | undefined;
}

interface Held extends Life {
  readonly ties: readonly Disposable[];
  /** Why it was ended. */
  ended?: CurfewError;
}

/** Whose each live connection is. Each is closed once, when what it hangs on dies. */
export class Connections<C extends object> {
  readonly #held = new WeakMap<C, Held>();
  readonly #close: (connection: C, why: CurfewError) => void;

  constructor(close: (connection: C, why: CurfewError) => void) {
    this.#close = close;
  }

  /** Hangs `connection` on `life`. When that is dead already it is closed at once, and the answer is false. */
  hold(connection: C, life: Life): boolean {
    this.release(connection);
    const held: Held & { ties: Disposable[] } = { ...life, ties: [] };
    this.#held.set(connection, held);
    const end = (why: CurfewError): void => {
      if (held.ended) return;
      held.ended = why;
      this.release(connection);
      this.#close(connection, why);
    };
    // A token that merely expired was replaced by the session's next one.
    held.ties.push(tie(life.auth, (why) => (life.session && why instanceof TokenExpired) || end(why)));
    if (life.session && !held.ended) held.ties.push(tie(life.session, end));
    return held.ended === undefined;
  }

  /** Unties it: call this when it has ended by itself. */
  release(connection: C): void {
    for (const one of this.#held.get(connection)?.ties ?? []) one[Symbol.dispose]();
  }

  /** Whose it is. Throws a `TypeError` for one that came past the guard. */
  authOf(connection: C): Auth {
    return this.#of(connection).auth;
  }

  /** Hangs a connection on the next token of its session. Throws what `verify` throws; it then stays as it was. */
  async renew(connection: C, token: string): Promise<Auth> {
    const { curfew, session, auth: before } = this.#of(connection);
    const auth = await curfew.verify(token);
    const isSame = (['issuer', 'subject', 'session'] as const).every((name) => auth[name] === before[name]);
    if (!isSame) throw new TokenInvalid('the token is of another session than the connection');
    const { ended } = this.#of(connection);
    if (ended) throw ended;
    this.hold(connection, { curfew, session, auth });
    return auth;
  }

  #of(connection: C): Held {
    const held = this.#held.get(connection);
    if (held) return held;
    throw new TypeError('this connection was opened without guard()');
  }
}

/** Finds out whose connection a request opens, and what it hangs on. Throws `ConfigError` for a wrong option. */
export function liveAuthenticator(
  curfew: Curfew,
  { until = 'token', ...options }: LiveOptions,
): (headers: Parameters<Authenticate>[1]) => Promise<Life> {
  if (until !== 'token' && until !== 'session') throw new ConfigError("until must be 'token' or 'session'");
  const authenticate = authenticator(curfew, options);
  return async (headers) => {
    // Whoever opens a connection can send anything over it: to another site's page it is no safe request.
    const auth = await authenticate('CONNECT', headers);
    return { curfew, auth, session: until === 'session' ? await curfew.alive(auth.session) : undefined };
  };
}
