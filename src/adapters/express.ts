import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { authenticator, type HttpOptions } from '../http/authenticate.ts';
import { createHandler } from '../http/routes.ts';
import { fail, keepPrivate, type Next } from './middleware.ts';
import { headersOf, requestOf, send } from './node.ts';

declare global {
  // Where Express's own types look for what middleware adds to a request.
  namespace Express {
    interface Request {
      /** Who sent the request: set by `guard`, for every route below it. */
      auth: Auth;
    }
  }
}

/** As much of an Express request as the adapter needs. */
type ExpressRequest = IncomingMessage & { url: string; body?: unknown; auth?: Auth };
type Middleware = (request: ExpressRequest, response: ServerResponse, next: Next) => void;

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { HttpOptions } from '../http/authenticate.ts';

/**
 * Everything below it needs a live token, and finds its bearer in `req.auth`. Order is the policy: mount it
 * above what it protects. Without a live token the answer is 401, and 503 when the store cannot say.
 */
export function guard(curfew: Curfew, options: HttpOptions = {}): Middleware {
  const authenticate = authenticator(curfew, options);
  return (request, response, next) => {
    keepPrivate(response);
    authenticate(request.method ?? 'GET', headersOf(request)).then(
      (auth) => {
        request.auth = auth;
        if (!response.headersSent) next();
      },
      (error: unknown) => fail(error, response, next),
    );
  };
}

/**
 * `POST /refresh`, `/logout`, `/logout/others`, `/logout/everywhere`, `GET /session`, `GET /sessions`,
 * `DELETE /sessions/:id` and `GET /jwks.json`, below where it is mounted. Needs no body parser before it.
 */
export function routes(curfew: Curfew, options: HttpOptions = {}): Middleware {
  const handler = createHandler(curfew, options);
  return (request, response, next) => {
    if (!handler.owns(request.url)) return next();
    requestOf(request, request.url, request.body)
      .then((asked) => handler.answer(asked, request.url))
      .then((answer) => send(answer, response))
      .catch((error: unknown) => fail(error, response, next));
  };
}
