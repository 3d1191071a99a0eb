import type { Context, HonoRequest, MiddlewareHandler } from 'hono';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { authenticator, type HttpOptions } from '../http/authenticate.ts';
import { BadRequest } from '../http/errors.ts';
import { NO_STORE, VARY_CREDENTIALS } from '../http/headers.ts';
import { createHandler } from '../http/routes.ts';
import { answerTo } from './answer-to.ts';
import { below, checkPrefix } from './prefix.ts';
import { withBody } from './web.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Who sent the request: set by `guard`, for every route below it. */
    auth: Auth;
  }
}

export interface HonoOptions extends HttpOptions {
  /** The path below which `routes` answers; default `/auth`. It is the whole path, also below a `basePath`. */
  readonly prefix?: string;
}

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { HttpOptions } from '../http/authenticate.ts';

/**
 * Everything below it needs a live token, and finds its bearer in `c.var.auth`. Order is the policy: use it
 * above what it protects. Without a live token the answer is 401, and 503 when the store cannot say.
 */
export function guard(curfew: Curfew, { prefix: _prefix, ...options }: HonoOptions = {}): MiddlewareHandler {
  const authenticate = authenticator(curfew, options);
  return async (c, next) => {
    try {
      c.set('auth', await authenticate(c.req.method, c.req.raw.headers));
    } catch (error) {
      return answerTo(error);
    }
    await next();
    keepPrivate(c);
    return undefined;
  };
}

/**
 * `POST /refresh`, `/logout`, `/logout/others`, `/logout/everywhere`, `GET /session`, `GET /sessions`,
 * `DELETE /sessions/:id` and `GET /jwks.json`, below `prefix`. Other paths go on, with their bodies unread.
 */
export function routes(
  curfew: Curfew,
  { prefix = '/auth', ...options }: HonoOptions = {},
): MiddlewareHandler {
  checkPrefix(prefix);
  const handler = createHandler(curfew, options);
  return async (c, next) => {
    const path = below(prefix, c.req.path);
    if (!handler.owns(path)) return next();
    try {
      return await handler.answer(await requestOf(c.req), path);
    } catch (error) {
      return answerTo(error);
    }
  };
}

/** The request with its body, also where middleware has read that already. */
async function requestOf(req: HonoRequest): Promise<Request> {
  if (!req.raw.bodyUsed) return withBody(req.raw);
  const { url, method, headers } = req.raw;
  const [read] = Object.keys(req.bodyCache);
  if (read === undefined) throw new BadRequest('the body was read before');
  if (read !== 'formData') return new Request(url, { method, headers, body: await req.arrayBuffer() });
  const fields = [...(await req.formData())].filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  );
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(fields);
  return new Request(url, { method, headers: { ...Object.fromEntries(headers), ...type }, body });
}

/** What only its owner may see: no cache keeps it, unless the handler has said otherwise. */
function keepPrivate(c: Context): void {
  // An upgraded connection has no headers left to set, and on Workers a copy would lose its socket.
  if (c.res.status === 101) return;
  if (!c.res.headers.has('cache-control')) c.header('cache-control', NO_STORE);
  if (!c.res.headers.get('vary')?.includes(VARY_CREDENTIALS)) {
    c.header('vary', VARY_CREDENTIALS, { append: true });
  }
}
