import type { ExtendableContext } from 'koa';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { authenticator, type HttpOptions } from '../http/authenticate.ts';
import { NO_STORE, VARY_CREDENTIALS } from '../http/headers.ts';
import { createHandler } from '../http/routes.ts';
import { answerTo } from './answer-to.ts';
import { headersOf, requestOf } from './node.ts';
import { below, checkPrefix } from './prefix.ts';

declare module 'koa' {
  interface DefaultState {
    /** Who sent the request: set by `guard`, for everything below it. */
    auth: Auth;
  }
}

/** As much of a Koa context as the adapter needs. */
interface KoaContext extends Pick<
  ExtendableContext,
  'req' | 'method' | 'path' | 'status' | 'body' | 'set' | 'append' | 'vary'
> {
  readonly request: { readonly body?: unknown };
  readonly state: { auth?: Auth };
}
type Middleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>;

export interface KoaOptions extends HttpOptions {
  /** The path below which `routes` answers; default `/auth`. */
  readonly prefix?: string;
}

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { HttpOptions } from '../http/authenticate.ts';

/**
 * Everything below it needs a live token, and finds its bearer in `ctx.state.auth`. Order is the policy: use it
 * above what it protects. Without a live token the answer is 401, and 503 when the store cannot say.
 */
export function guard(curfew: Curfew, { prefix: _prefix, ...options }: KoaOptions = {}): Middleware {
  const authenticate = authenticator(curfew, options);
  return async (context, next) => {
    try {
      context.state.auth = await authenticate(context.method, headersOf(context.req));
    } catch (error) {
      return answer(answerTo(error), context);
    }
    // Before, for who answers by himself; after, for who sets a `Vary` of his own.
    context.set('cache-control', NO_STORE);
    context.vary(VARY_CREDENTIALS);
    await next();
    context.vary(VARY_CREDENTIALS);
  };
}

/**
 * `POST /refresh`, `/logout`, `/logout/others`, `/logout/everywhere`, `GET /session`, `GET /sessions`,
 * `DELETE /sessions/:id` and `GET /jwks.json`, below `prefix`. Needs no body parser before it.
 */
export function routes(curfew: Curfew, { prefix = '/auth', ...options }: KoaOptions = {}): Middleware {
  checkPrefix(prefix);
  const handler = createHandler(curfew, options);
  return async (context, next) => {
    const path = below(prefix, context.path);
    if (!handler.owns(path)) {
      await next();
      return;
    }
    const asked = requestOf(context.req, path, context.request.body);
    await answer(await asked.then((request) => handler.answer(request, path)).catch(answerTo), context);
  };
}

async function answer(response: Response, context: KoaContext): Promise<void> {
  context.status = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') context.set(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) context.append('set-cookie', cookies);
  context.body = await response.text();
}
