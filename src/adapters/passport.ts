import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError } from '../core/errors.ts';
import { authenticator, type HttpOptions } from '../http/authenticate.ts';
import { problem } from '../http/problem.ts';
import { isDead, remember } from './checked.ts';
import { fail as answer, keepPrivate, type Next } from './middleware.ts';
import { headersOf } from './node.ts';

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { HttpOptions } from '../http/authenticate.ts';
export { authOf } from './checked.ts';
export { isRevoked, type RevokedOptions } from './express-jwt.ts';

export interface StrategyOptions extends HttpOptions {
  /** What becomes `req.user`; null for somebody who has no account any more. Default: the `Auth` itself. */
  readonly user?: (auth: Auth) => object | null | undefined | Promise<object | null | undefined>;
}

/** What Passport adds to a strategy for each request. */
interface Actions {
  readonly success: (user: object) => void;
  readonly fail: (challenge: string, status: number) => void;
  readonly error: (error: unknown) => void;
}

/** As much of a request as is used here: Express puts the answer to it in `res`. */
type Request = IncomingMessage & { readonly res?: ServerResponse | undefined };

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
      if (request.res) keepPrivate(request.res);
      authenticate(request.method ?? 'GET', headersOf(request))
        .then(async (auth) => ({ auth, found: await user(auth) }))
        .then(
          ({ auth, found }) => {
            if (!found) return fail('Bearer error="invalid_token"', 401);
            remember(request, auth);
            success(found);
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

/** Middleware for errors, to be used last: answers those of Curfew as its other adapters do, and hands on all others. */
export function problems(error: unknown, _request: unknown, response: ServerResponse, next: Next): void {
  if (response.headersSent) next(error);
  else answer(error, response, next);
}
