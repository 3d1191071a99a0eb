import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { authenticator, type HttpOptions } from '../http/authenticate.ts';
import { createHandler } from '../http/routes.ts';
import { answerTo } from './answer-to.ts';
import { keepPrivate } from './middleware.ts';
import { headersOf, requestOf } from './node.ts';
import { checkPrefix } from './prefix.ts';
import { varying } from './varying.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The Curfew that the plugin was given. */
    curfew: Curfew;
  }
  interface FastifyRequest {
    /** Who sent the request: set by `guard`, for every route that is not public. */
    auth: Auth;
  }
  interface FastifyContextConfig {
    /** `true` lets everybody in: the route needs no token. */
    public?: boolean;
  }
}

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

export interface FastifyCurfewOptions extends HttpOptions {
  readonly curfew: Curfew;
  /** The path below which Curfew's own routes answer; default `/auth`. */
  readonly prefix?: string;
  /** Whether every route needs a live token unless it is public; default `true`. Else `guard` says which do. */
  readonly protect?: boolean;
}

export { sessionCookies, type CookieOptions, type SessionCookies } from '../http/cookies.ts';
export type { HttpOptions } from '../http/authenticate.ts';

/**
 * An `onRequest` hook: without a live token the route does not run, and the answer is 401, or 503 when the store
 * cannot say. Routes with `config: { public: true }` are open.
 */
export function guard(curfew: Curfew, options: HttpOptions = {}): Hook {
  const check = checkBy(curfew, options);
  return async (request, reply) =>
    request.routeOptions.config.public === true ? undefined : check(request, reply);
}

function checkBy(curfew: Curfew, options: HttpOptions): Hook {
  const authenticate = authenticator(curfew, options);
  return async (request, reply) => {
    try {
      request.auth = await authenticate(request.method, headersOf(request.raw));
    } catch (error) {
      return answer(answerTo(error), reply);
    }
    reply.header('vary', varying(reply.getHeader('vary')));
    // On `reply.raw`, for handlers that write to it themselves; `reply.header` goes before.
    keepPrivate(reply.raw);
    return undefined;
  };
}

async function plugin(app: FastifyInstance, given: FastifyCurfewOptions): Promise<void> {
  const { curfew, prefix = '/auth', protect = true, ...options } = given;
  checkPrefix(prefix);
  app.decorate('curfew', curfew);
  app.decorateRequest('auth');
  if (protect) app.addHook('onRequest', guard(curfew, options));
  app.addHook('onSend', async (request, reply) => {
    const auth: Auth | undefined = request.auth;
    // A handler that sets a `Vary` of its own has replaced the one of `guard`.
    if (auth) reply.header('vary', varying(reply.getHeader('vary')));
  });
  await app.register(async (below) => addRoutes(below, curfew, options, protect), { prefix });
}

function addRoutes(app: FastifyInstance, curfew: Curfew, options: HttpOptions, protect: boolean): void {
  const handler = createHandler(curfew, options);
  const check = checkBy(curfew, options);
  const depth = app.prefix.split('/').length;
  const pathOf = ({ url }: FastifyRequest): string =>
    `/${(url.split('?', 1)[0] ?? '').split('/').slice(depth).join('/')}`;
  const onRequest: Hook = async (request, reply) =>
    protect && !handler.owns(pathOf(request)) ? check(request, reply) : undefined;
  // The handler reads its bodies itself, and says what is wrong with them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.all('/*', { config: { public: true }, onRequest }, async (request, reply) => {
    const path = pathOf(request);
    if (!handler.owns(path)) return reply.callNotFound();
    // Fastify asks no parser about an empty body; else it is what the hooks have made of it, unread.
    const [parsed, payload = request.raw] = request.body ? [undefined, request.body as Readable] : [{}];
    const asked = requestOf(request.raw, path, parsed, payload);
    return answer(await asked.then((one) => handler.answer(one, path)).catch(answerTo), reply);
  });
}

/**
 * The plugin: `fastify.curfew`, `request.auth`, Curfew's routes, and a guard on every route that is not public.
 * Register it first, so that no route escapes it.
 */
export const curfewPlugin: FastifyPluginAsync<FastifyCurfewOptions> = Object.assign(plugin, {
  // What `fastify-plugin` would do: it belongs to the application, not to a context of its own.
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'curfew',
  [Symbol.for('plugin-meta')]: { name: 'curfew', fastify: '>=5' },
});

async function answer(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  return reply.send(await response.text());
}
