import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError } from '../core/errors.ts';
import type { LogoutRules } from '../core/trust/logout-token.ts';
import type { SessionCookies } from './cookies.ts';
import { bearerToken } from './credentials.ts';
import { changesState, refuseCrossSite } from './csrf.ts';
import { BadRequest, CredentialsMissing } from './errors.ts';
import type { HeaderReader } from './headers.ts';
import type { EventOptions } from './security-events.ts';
import type { GlobalRevocationOptions } from './oauth/global-revocation.ts';
import type { OAuthOptions } from './oauth/options.ts';
import type { ProviderOptions } from './oauth/provider-logout.ts';

/** The options that there are. */
const KNOWN = [
  'cookies',
  'origins',
  'clearSiteData',
  'oauth',
  'provider',
  'globalRevocation',
  'backchannel',
  'events',
];

export interface HttpOptions {
  /** Also accept, set and clear the tokens in cookies: `sessionCookies()`. Default: bearer tokens only. */
  readonly cookies?: SessionCookies;
  /** Other origins whose pages may call, and read what the routes answer: `https://app.example.com`. Default none. */
  readonly origins?: readonly string[];
  /** What a logout tells the browser to clear besides cookies (`Clear-Site-Data`); default `['storage']`. */
  readonly clearSiteData?: readonly ('cache' | 'cookies' | 'storage' | 'executionContexts')[];
  /** Take the logouts of OpenID providers that are trusted at `POST /backchannel-logout`. Default: do not. */
  readonly backchannel?: LogoutRules;
  /** Take the security events of trusted issuers at `POST /events`. Default: do not. */
  readonly events?: EventOptions;
  /** The clients that may use `POST /revoke` (RFC 7009) and `POST /introspect` (RFC 7662). */
  readonly oauth?: OAuthOptions;
  /** The identity provider to log out of, too: `POST /logout/redirect`. */
  readonly provider?: ProviderOptions;
  /** Who may end everything of a subject: `POST /global-token-revocation`. */
  readonly globalRevocation?: GlobalRevocationOptions;
}

/** Who sent a request. */
export type Authenticate = (method: string, headers: HeaderReader) => Promise<Auth>;

/**
 * Finds the one access token of a request and verifies it. Throws `CredentialsMissing`, `BadRequest` for two
 * different ones, `CrossSiteRefused` for a cookie that another site's page made the browser send, and all
 * that `verify` throws.
 */
export function authenticator(curfew: Curfew, options: HttpOptions = {}): Authenticate {
  checkOptions(curfew, options);
  const { cookies, origins = [] } = options;
  return async (method, headers) => {
    const bearer = bearerToken(headers);
    const cookie = cookies?.read(headers.get('cookie')).accessToken;
    const token = bearer ?? cookie;
    if (token === undefined) throw new CredentialsMissing('the request carries no access token');
    if (token !== (cookie ?? token)) throw new BadRequest('the request carries two different access tokens');
    // A browser sends a cookie whoever asks it to; a bearer token it sends only for a page that holds it.
    // Over a WebSocket, which a GET opens, a page of another site could send, and read, anything.
    const mayAct = changesState(method) || /\bwebsocket\b/i.test(headers.get('upgrade') ?? '');
    if (bearer === undefined && mayAct) refuseCrossSite(headers, origins);
    return curfew.verify(token);
  };
}

/** Throws `ConfigError` for what can be seen to be wrong before the first request. */
export function checkOptions(curfew: Curfew, options: HttpOptions): void {
  if (typeof curfew?.verify !== 'function') throw new ConfigError('give the Curfew that createCurfew() made');
  const wrong = (options.origins ?? []).find(
    (origin) => !URL.canParse(origin) || new URL(origin).origin !== origin || origin.includes('*'),
  );
  if (wrong !== undefined)
    throw new ConfigError(`${JSON.stringify(wrong)} is no origin: write https://app.example.com`);
  const stranger = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (stranger !== undefined)
    throw new ConfigError(`unknown option ${stranger}; known are ${KNOWN.join(', ')}`);
  if (options.cookies && typeof options.cookies.read !== 'function') {
    throw new ConfigError('cookies must be what sessionCookies() answers');
  }
}
