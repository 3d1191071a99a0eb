import type { Curfew } from '../core/curfew.ts';
import { authenticator, checkOptions, type HttpOptions } from './authenticate.ts';
import { backchannelLogout } from './backchannel.ts';
import { cors } from './cors.ts';
import { changesState, refuseCrossSite } from './csrf.ts';
import { MethodRefused, RouteUnknown } from './errors.ts';
import { json } from './headers.ts';
import { logoutRoutes } from './logout-routes.ts';
import { oauthEndpoints } from './oauth/endpoints.ts';
import { globalRevocation } from './oauth/global-revocation.ts';
import { problem } from './problem.ts';
import { refreshRoute } from './refresh-route.ts';
import type { Route, Routes } from './route.ts';
import { securityEvents } from './security-events.ts';
import { sessionRoutes } from './session-routes.ts';

/** The routes as one function. Paths are relative to where they are mounted. */
export interface Handler {
  /** Whether `path` is one of them: only then may the body of the request be read. */
  owns(path: string): boolean;
  /** Answers a request to a path it owns, by default that of its URL; 404 for any other. */
  answer(request: Request, path?: string): Promise<Response>;
}

/** What answers at a path: the route and what the path has beyond it, or an endpoint that judges requests itself. */
interface Found {
  readonly methods: Readonly<Record<string, Route>>;
  readonly rest: string;
  readonly endpoint?: Route;
}

/**
 * The routes of a login's end: `POST /refresh`, `/logout`, `/logout/others`, `/logout/everywhere`, `GET /session`,
 * `GET /sessions`, `DELETE /sessions/:id`, `GET /jwks.json`; and those that an option switches on: `POST /revoke`,
 * `/introspect`, `/logout/redirect`, `/global-token-revocation`, `/backchannel-logout`, `/events`.
 */
export function createHandler(curfew: Curfew, options: HttpOptions = {}): Handler {
  checkOptions(curfew, options);
  const { origins = [] } = options;
  const sharing = cors(origins);
  const routes = routesOf(curfew, options);
  const endpoints = options.oauth && oauthEndpoints(curfew, options.oauth);

  const find = (path: string): Found | undefined => {
    const pathname = path.split('?', 1)[0] ?? '';
    const endpoint = endpoints?.get(pathname);
    if (endpoint) return { methods: { POST: endpoint }, rest: '', endpoint };
    const [, parent = pathname, rest = ''] = /^(\/sessions\/)([^/]+)$/.exec(pathname) ?? [];
    const methods = Object.hasOwn(routes, parent) ? routes[parent] : undefined;
    return methods && (parent !== '/sessions/' || rest !== '') ? { methods, rest } : undefined;
  };

  const route = async (request: Request, found: Found | undefined): Promise<Response> => {
    if (!found) throw new RouteUnknown('there is no such route');
    const { methods, rest, endpoint } = found;
    const allowed = sharing.preflight(request, Object.keys(methods));
    if (allowed) return allowed;
    if (endpoint) return endpoint(request, rest);
    const chosen = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
    if (!chosen) throw new MethodRefused(Object.keys(methods).join(', '));
    if (changesState(request.method)) refuseCrossSite(request.headers, origins);
    return chosen(request, rest);
  };

  return {
    owns: (path) => find(path) !== undefined,
    async answer(request, path = new URL(request.url).pathname) {
      try {
        return sharing.shared(request, await route(request, find(path)));
      } catch (error) {
        const answer = problem(error);
        if (answer) return sharing.shared(request, answer);
        throw error;
      }
    },
  };
}

function routesOf(curfew: Curfew, options: HttpOptions): Routes {
  const authenticate = authenticator(curfew, options);
  const commands = options.globalRevocation && globalRevocation(curfew, options.globalRevocation);
  const backchannel = options.backchannel && backchannelLogout(curfew, options.backchannel);
  const events = options.events && securityEvents(curfew, options.events);
  const jwks: Route = async () => json(200, await curfew.jwks(), { 'cache-control': 'public, max-age=60' });
  return {
    ...refreshRoute(curfew, options),
    ...logoutRoutes(curfew, options, authenticate),
    ...sessionRoutes(curfew, authenticate),
    '/jwks.json': { GET: jwks },
    ...(commands && { '/global-token-revocation': { POST: commands } }),
    ...(backchannel && { '/backchannel-logout': { POST: backchannel } }),
    ...(events && { '/events': { POST: events } }),
  };
}
