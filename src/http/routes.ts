import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { TokenInvalid } from '../core/errors.ts';
import type { Tokens } from '../core/login.ts';
import type { Receipt } from '../core/recorder.ts';
import { authenticator, checkOptions, type HttpOptions } from './authenticate.ts';
import { fieldsOf } from './body.ts';
import { credentialsOf } from './credentials.ts';
import { changesState, refuseCrossSite } from './csrf.ts';
import { BadRequest, MethodRefused, RouteUnknown, SessionUnknown } from './errors.ts';
import { json, NO_STORE_AT_ALL } from './headers.ts';
import { backchannelLogout } from './backchannel.ts';
import { oauthEndpoints } from './oauth/endpoints.ts';
import { globalRevocation } from './oauth/global-revocation.ts';
import { providerLogout } from './oauth/provider-logout.ts';
import { problem } from './problem.ts';
import { recorded } from './recorded.ts';
import { securityEvents } from './security-events.ts';

/** A request to one route; `rest` is what its path has beyond the route's own. */
type Route = (request: Request, rest: string) => Promise<Response>;

/** The routes as one function. Paths are relative to where they are mounted. */
export interface Handler {
  /** Whether `path` is one of them: only then may the body of the request be read. */
  owns(path: string): boolean;
  /** Answers a request to a path it owns, by default that of its URL; 404 for any other. */
  answer(request: Request, path?: string): Promise<Response>;
}

const ACCESS_FIELDS = ['accessToken', 'access_token', 'token'];
const REFRESH_FIELDS = ['refreshToken', 'refresh_token'];

/**
 * The routes of a login's end: `POST /refresh`, `/logout`, `/logout/others`, `/logout/everywhere`,
 * `GET /sessions`, `DELETE /sessions/:id`, `GET /jwks.json`; and those that an option switches on: `POST /revoke`,
 * `/introspect`, `/logout/redirect`, `/global-token-revocation`, `/backchannel-logout`, `/events`.
 */
export function createHandler(curfew: Curfew, options: HttpOptions = {}): Handler {
  checkOptions(curfew, options);
  const { cookies, origins = [], clearSiteData = ['storage'] } = options;
  const authenticate = authenticator(curfew, options);
  const who = (request: Request): Promise<Auth> => authenticate(request.method, request.headers);

  const refresh: Route = async (request) => {
    const fields = await fieldsOf(request);
    const given = [
      ...pick(fields, REFRESH_FIELDS),
      cookies?.read(request.headers.get('cookie')).refreshToken,
    ];
    const [token, ...different] = new Set(given.filter((one) => one !== undefined));
    if (token === undefined) throw new TokenInvalid('the request carries no refresh token');
    if (different.length > 0) throw new BadRequest('the request carries two different refresh tokens');
    try {
      return answerTokens(await curfew.refresh(token));
    } catch (error) {
      const answer = problem(error);
      if (answer?.status !== 401) throw error;
      for (const cookie of cookies?.clear() ?? []) answer.headers.append('set-cookie', cookie);
      return answer;
    }
  };

  const logout: Route = async (request) => ended(request, await fieldsOf(request));

  const provider = options.provider && providerLogout(options.provider);
  const logoutAtProvider = provider && {
    // The provider is told last: whatever becomes of it there, the session here has ended.
    POST: async (request: Request): Promise<Response> => {
      const fields = await fieldsOf(request);
      const location = await provider(request, fields);
      const { headers } = await ended(request, fields);
      headers.delete('content-type');
      headers.set('location', location);
      return new Response(null, { status: 303, headers });
    },
  };

  const others: Route = async (request) => {
    const { subject, issuer, session } = await who(request);
    return json(
      200,
      await recorded(() => curfew.revoke({ subject, issuer, except: session }, byOwner(subject))),
    );
  };

  const everywhere: Route = async (request) => {
    const { subject, issuer } = await who(request);
    return signedOut(await recorded(() => curfew.revoke({ subject, issuer }, byOwner(subject))));
  };

  const list: Route = async (request) => {
    const { subject, session, issuer } = await who(request);
    const sessions = await curfew.sessions(subject, issuer);
    return json(200, { sessions: sessions.map((one) => ({ ...one, current: one.id === session })) });
  };

  const end: Route = async (request, rest) => {
    const { subject, issuer } = await who(request);
    const own = (await curfew.sessions(subject, issuer)).some((one) => one.id === rest);
    if (!own) throw new SessionUnknown('there is no such session among yours');
    return json(200, await recorded(() => curfew.revoke({ session: rest, issuer }, byOwner(subject))));
  };

  const jwks: Route = async () => json(200, await curfew.jwks(), { 'cache-control': 'public, max-age=60' });

  function answerTokens(tokens: Tokens): Response {
    if (!cookies) return json(200, tokens);
    const { accessToken: _access, refreshToken: _refresh, ...rest } = tokens;
    const response = json(200, rest);
    for (const cookie of cookies.set(tokens)) response.headers.append('set-cookie', cookie);
    return response;
  }

  async function ended(request: Request, fields: ReadonlyMap<string, string>): Promise<Response> {
    const carried = credentialsOf(request.headers, cookies);
    const given = [...carried, ...pick(fields, [...ACCESS_FIELDS, ...REFRESH_FIELDS])];
    return signedOut(await recorded(() => curfew.logout(given)));
  }

  function signedOut(receipt: Receipt): Response {
    const response = json(200, receipt, { 'cache-control': NO_STORE_AT_ALL });
    for (const cookie of cookies?.clear() ?? []) response.headers.append('set-cookie', cookie);
    const clear = clearSiteData.map((one) => `"${one}"`).join(', ');
    if (clear !== '') response.headers.set('clear-site-data', clear);
    return response;
  }

  const commands = options.globalRevocation && globalRevocation(curfew, options.globalRevocation);
  const backchannel = options.backchannel && backchannelLogout(curfew, options.backchannel);
  const events = options.events && securityEvents(curfew, options.events);
  const routes: Record<string, Record<string, Route>> = {
    '/refresh': { POST: refresh },
    '/logout': { POST: logout },
    '/logout/others': { POST: others },
    '/logout/everywhere': { POST: everywhere },
    '/sessions': { GET: list },
    '/sessions/': { DELETE: end },
    '/jwks.json': { GET: jwks },
    ...(logoutAtProvider && { '/logout/redirect': logoutAtProvider }),
    ...(commands && { '/global-token-revocation': { POST: commands } }),
    ...(backchannel && { '/backchannel-logout': { POST: backchannel } }),
    ...(events && { '/events': { POST: events } }),
  };
  const endpoints = options.oauth && oauthEndpoints(curfew, options.oauth);

  const find = (path: string): { methods: Record<string, Route> | undefined; rest: string } => {
    const pathname = pathnameOf(path);
    const [, parent = pathname, rest = ''] = /^(\/sessions\/)([^/]+)$/.exec(pathname) ?? [];
    const known = Object.hasOwn(routes, parent) && (parent !== '/sessions/' || rest !== '');
    return { methods: known ? routes[parent] : undefined, rest };
  };

  return {
    owns: (path) => endpoints?.has(pathnameOf(path)) === true || find(path).methods !== undefined,
    async answer(request, path = new URL(request.url).pathname) {
      try {
        const endpoint = endpoints?.get(pathnameOf(path));
        if (endpoint) return await endpoint(request);
        const { methods, rest } = find(path);
        if (!methods) throw new RouteUnknown('there is no such route');
        const route = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
        if (!route) throw new MethodRefused(Object.keys(methods).join(', '));
        if (changesState(request.method)) refuseCrossSite(request.headers, origins);
        return await route(request, rest);
      } catch (error) {
        const answer = problem(error);
        if (answer) return answer;
        throw error;
      }
    },
  };
}

function pathnameOf(path: string): string {
  return path.split('?', 1)[0] ?? '';
}

function pick(fields: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  return names.flatMap((name) => fields.get(name) ?? []);
}

function byOwner(subject: string): { reason: string; by: string } {
  return { reason: 'logout', by: subject };
}
