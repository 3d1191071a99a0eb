import type { Curfew } from '../../core/curfew.ts';
import type { Introspection } from '../../core/introspector.ts';
import { isRecord } from '../../core/jws.ts';
import { fieldsOf } from '../body.ts';
import { json, NO_STORE } from '../headers.ts';
import { clientAuthenticator } from './clients.ts';
import { OAuthError, oauthProblem } from './error.ts';
import type { OAuthClient, OAuthOptions } from './options.ts';

/** An endpoint judges method, caller and errors by its own rules. */
export type Endpoint = (request: Request) => Promise<Response>;

/** What an access token may say beside what every answer has (RFC 7662, 2.2; RFC 9470, 6.2; RFC 8705, 3.2). */
const TOLD = ['aud', 'scope', 'username', 'nbf', 'auth_time', 'acr', 'cnf', 'jti', 'sid'] as const;

/**
 * `/revoke` and `/introspect`. They take no cookie and no bearer token: who calls is proved by the secret in the request,
 * and whoever presents a token has it already. So there is nothing that another site's page could borrow, and browser
 * clients of other origins may call (RFC 7009, 2.3).
 */
export function oauthEndpoints(curfew: Curfew, options: OAuthOptions): ReadonlyMap<string, Endpoint> {
  const authenticate = clientAuthenticator(options);

  const endpoint =
    (work: (token: string, client: OAuthClient) => Promise<Response>): Endpoint =>
    async (request) => {
      try {
        if (request.method !== 'POST') throw new OAuthError(405, 'invalid_request', 'use POST');
        const fields = await fieldsOf(request);
        const client = await authenticate(request.headers, fields);
        const token = fields.get('token') ?? '';
        if (token === '') throw new OAuthError(400, 'invalid_request', 'the parameter token is missing');
        return await work(token, client);
      } catch (error) {
        const answer = oauthProblem(error);
        if (answer) return answer;
        throw error;
      }
    };

  return new Map([
    [
      '/revoke',
      endpoint(async (token, client) => {
        await revoke(curfew, token, client);
        return new Response(null, { status: 200, headers: { 'cache-control': NO_STORE } });
      }),
    ],
    [
      '/introspect',
      endpoint(async (token, client) => {
        if (client.secret === undefined) {
          throw new OAuthError(401, 'invalid_client', 'a public client may not introspect');
        }
        const found = await curfew.introspect(token);
        return json(200, found?.active && mayKnow(client, found) ? told(found) : { active: false });
      }),
    ],
  ]);
}

/**
 * RFC 7009, 2.1: an access token dies alone, a refresh token with its session and all of its access tokens. What is
 * another client's, or another issuer's, stays as it is; the hint is not looked at, for a token shows what it is.
 */
async function revoke(curfew: Curfew, token: string, client: OAuthClient): Promise<void> {
  const found = await curfew.introspect(token);
  // Another node may know it still: the answer waits, as that to the logout of a stranger.
  if (!found) return void (await curfew.logout(''));
  if (!isIts(client, found)) return;
  const { issuer, session } = found;
  const target = found.token === undefined ? { session, issuer } : { token: found.token, issuer };
  await curfew.revoke(target, { reason: 'revoked by its client', by: client.id });
}

/** A `client_id` means something only beside the issuer that gave it. */
function isIts(client: OAuthClient, found: Introspection): boolean {
  return found.own && found.client === client.id;
}

/** Whether a client may be told of a token (RFC 7662, 4): a resource server of those that are for it. */
function mayKnow(client: OAuthClient, found: Introspection): boolean {
  if (client.audience === undefined || isIts(client, found)) return true;
  const serves = new Set<unknown>([client.audience].flat());
  return [found.claims['aud']].flat().some((one) => serves.has(one));
}

function told(found: Introspection): object {
  const { issuer, subject, client, tenant, issuedAt, expiresAt, claims } = found;
  const seconds = (instant: number): number => Math.floor(instant / 1_000);
  return {
    active: true,
    iss: issuer,
    sub: subject,
    ...(client !== undefined && { client_id: client }),
    iat: seconds(issuedAt),
    exp: seconds(expiresAt),
    ...(tenant !== undefined && { tenant }),
    ...(found.type === 'refresh_token' ? { sid: found.session } : { token_type: 'Bearer' }),
    ...Object.fromEntries(TOLD.filter((name) => isTold(name, claims)).map((name) => [name, claims[name]])),
  };
}

/** What an application or another issuer put there in a form of its own is left out. */
function isTold(name: (typeof TOLD)[number], claims: Introspection['claims']): boolean {
  const isText = typeof claims[name] === 'string';
  if (name === 'aud') return isText || Array.isArray(claims[name]);
  if (name === 'nbf' || name === 'auth_time') return typeof claims[name] === 'number';
  return name === 'cnf' ? isRecord(claims[name]) : isText;
}
