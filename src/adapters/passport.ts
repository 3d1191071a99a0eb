import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError, CurfewError } from '../core/errors.ts';
import { authenticator, type HttpOptions } from '../http/authenticate.ts';
import { bearerToken } from '../http/credentials.ts';
import { BadRequest } from '../http/errors.ts';
import { NO_STORE, VARY_CREDENTIALS } from '../http/headers.ts';
import { problem } from '../http/problem.ts';
import { headersOf, send } from './node.ts';

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { HttpOptions } from '../http/authenticate.ts';

export interface StrategyOptions extends HttpOptions {
  /** What becomes `req.user`; null for somebody who has no account any more. Default: the `Auth` itself. */
  readonly user?: (auth: Auth) => object | null | undefined | Promise<object | null | undefined>;
}

export interface RevokedOptions<R> {
  /** The same `getToken` that express-jwt was given. Default: that of the `Authorization` header. */
  readonly getToken?: (request: R) => string | undefined | Promise<string> | Promise<string | undefined>;
}

/** What Passport adds to a strategy for each request. */
interface Actions {
  readonly success: (user: object) => void;
  readonly fail: (challenge: string, status: number) => void;
  readonly error: (error: unknown) => void;
}

/** As much of a request as is used here: Express puts the answer to it in `res`. */
type Request = IncomingMessage & { readonly res?: ServerResponse | undefined };
/** A token as express-jwt decoded it. */
interface Decoded {
  readonly payload: unknown;
}
type Next = (error?: unknown) => void;

const auths = new WeakMap<object, Auth>();

/**
 * A strategy of Passport for live tokens: `passport.use(new CurfewStrategy(curfew))`, and
 * `passport.authenticate('curfew', { session: false })` on what it protects. A dead token fails; when the store cannot
 * say, and for what is refused for another reason, the error is handed to Express, with its `status`.
 */
export class CurfewStrategy {
  readonly name = 'curfew';
  readonly authenticate: (this: Actions, request: Request, settings?: { session?: boolean }) => void;

  /** Throws `ConfigError` for options that are wrong. */
  constructor(curfew: Curfew, { user = (auth) => auth, ...options }: StrategyOptions = {}) {
    const authenticate = authenticator(curfew, options);
    // Passport calls it on an object that merely inherits from this one, or, for a strategy without a name, on this one
    // for all requests at once: what it has put there must be read before anything is waited for.
    this.authenticate = function authenticateRequest(request, settings) {
      const { success, fail, error } = this;
      if (settings?.session !== false) {
        // Passport would put the user into a session of its own, which no logout here would end.
        error(new ConfigError("write passport.authenticate('curfew', { session: false })"));
        return;
      }
      keepPrivate(request.res);
      authenticate(request.method ?? 'GET', headersOf(request))
        .then(async (auth) => ({ auth, found: await user(auth) }))
        .then(
          ({ auth, found }) => {
            auths.set(request, auth);
            if (found) success(found);
            else fail('Bearer error="invalid_token"', 401);
          },
          (reason: unknown) => {
            const challenge = isDead(reason) ? problem(reason)?.headers.get('www-authenticate') : undefined;
            if (challenge) fail(challenge, 401);
            else error(reason);
          },
        );
    };
  }
}

/**
 * The `isRevoked` of express-jwt: true for a token that is dead, or that Curfew knows nothing of. Rejects with
 * `StoreUnavailable` when nobody can tell, and with `BadRequest` when the request carries another token than the one that
 * express-jwt has verified.
 */
export function isRevoked<R extends Request = Request>(
  curfew: Curfew,
  options: RevokedOptions<R> = {},
): (request: R, token: Decoded | undefined) => Promise<boolean> {
  const { getToken = (request: R) => bearerToken(headersOf(request)) } = options;
  if (typeof curfew?.verify !== 'function') throw new ConfigError('give the Curfew that createCurfew() made');
  return async (request, decoded) => {
    keepPrivate(request.res);
    const token = await getToken(request);
    if (token === undefined) throw new ConfigError('give isRevoked() the getToken that express-jwt has');
    if (!isSame(token, decoded)) throw new BadRequest('the request carries two different access tokens');
    try {
      auths.set(request, await curfew.verify(token));
      return false;
    } catch (error) {
      if (isDead(error)) return true;
      throw error;
    }
  };
}

/** Who sent a request that the strategy, or `isRevoked`, let in. Throws a `TypeError` for one that came past them. */
export function authOf(request: object): Auth {
  const auth = auths.get(request);
  if (!auth) throw new TypeError('nobody has checked this request');
  return auth;
}

/** Middleware for errors, to be used last: answers those of Curfew as its other adapters do, and hands on all others. */
export function problems(error: unknown, _request: unknown, response: ServerResponse, next: Next): void {
  const answer = response.headersSent ? undefined : problem(error);
  if (answer) send(answer, response).catch(next);
  else next(error);
}

function isDead(error: unknown): boolean {
  return error instanceof CurfewError && error.status === 401;
}

/** Whether that is what was decoded: else a live token could speak for a dead one. */
function isSame(token: string, decoded: Decoded | undefined): boolean {
  const [, payload = ''] = token.split('.');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return JSON.stringify(claims) === JSON.stringify(decoded?.payload);
  } catch {
    return false;
  }
}

/** What only its owner may see. */
function keepPrivate(response: ServerResponse | undefined): void {
  response?.setHeader('cache-control', NO_STORE);
  response?.appendHeader('vary', VARY_CREDENTIALS);
}
