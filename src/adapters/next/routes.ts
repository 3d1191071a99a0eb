import type { Auth } from '../../core/auth.ts';
import type { Curfew } from '../../core/curfew.ts';
import { ConfigError } from '../../core/errors.ts';
import { authenticator, type HttpOptions } from '../../http/authenticate.ts';
import { createHandler } from '../../http/routes.ts';
import { withBody } from '../web.ts';
import { answerTo } from '../answer-to.ts';
import { keptPrivate } from './private.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** What Next calls a route with: `curfew` is the path below a folder called `[...curfew]`. */
type Route = (
  request: Request,
  context: { readonly params: Promise<{ curfew: string[] }> },
) => Promise<Response>;

type Guarded<R, C> = (request: R, context: C & { readonly auth: Auth }) => Response | Promise<Response>;
type Guard = <R extends Request = Request, C extends object = object>(
  handler: Guarded<R, C>,
) => (request: R, context: Omit<C, 'auth'>) => Promise<Response>;

/**
 * Curfew's routes: `export const { GET, POST, DELETE } = handlers(curfew)` in `app/auth/[...curfew]/route.ts`. What
 * is not exported there Next itself answers with 405.
 */
export function handlers(curfew: Curfew, options: HttpOptions = {}): Readonly<Record<Method, Route>> {
  const handler = createHandler(curfew, options);
  const answer: Route = async (request, { params }) => {
    try {
      const { curfew: below } = await params;
      if (!Array.isArray(below)) throw new ConfigError('call the folder of this route [...curfew]');
      // As it was sent: what Next hands over may be decoded. With `trailingSlash` it ends in one.
      const sent = new URL(request.url).pathname.replace(/\/$/, '').split('/');
      const path = sent.slice(-below.length).join('/');
      return await handler.answer(await withBody(request), `/${path}`);
    } catch (error) {
      return answerTo(error);
    }
  };
  return { GET: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer };
}

/**
 * Makes a route handler need a live token: `export const GET = guard(curfew)((request, { auth }) => …)`. Without one the
 * answer is 401, and 503 when the store cannot say.
 */
export function guard(curfew: Curfew, options: HttpOptions = {}): Guard {
  const authenticate = authenticator(curfew, options);
  return <R extends Request, C extends object>(handler: Guarded<R, C>) =>
    async (request: R, context: Omit<C, 'auth'>) => {
      let auth: Auth;
      try {
        auth = await authenticate(request.method, request.headers);
      } catch (error) {
        return answerTo(error);
      }
      return keptPrivate(await handler(request, { ...context, auth } as C & { readonly auth: Auth }));
    };
}
