import { ConfigError } from '../../core/errors.ts';
import { BadRequest } from '../errors.ts';

/** Longer ones are refused, characters. */
const LONGEST_STATE = 512;

/** Switches on `POST /logout/redirect`: log out here, then at the provider (OpenID Connect RP-Initiated Logout 1.0). */
export interface ProviderOptions {
  /** The provider's `end_session_endpoint`: an https URL. */
  readonly endSession: string | URL;
  /** The `client_id` of this application at the provider. */
  readonly client: string;
  /**
   * Where the provider may send people back to, each exactly as it is registered there. The first is where they go
   * unless the request names another of them in `returnTo`; none, and they stay at the provider.
   */
  readonly returnTo?: readonly string[];
  /**
   * The ID token of whoever logs out, for the `id_token_hint`. It is given the request without its body. Without a hint
   * many providers ask whether one really wants to log out; that is what happens when this fails.
   */
  idToken?(request: Request): string | undefined | Promise<string | undefined>;
}

/** Where to send whoever logs out; throws `BadRequest` for a `returnTo` that is not on the list. */
export type ProviderLogout = (request: Request, fields: ReadonlyMap<string, string>) => Promise<string>;

/** Throws `ConfigError` for what could only go wrong at the provider. */
export function providerLogout(options: ProviderOptions): ProviderLogout {
  const { client, returnTo = [] } = options;
  const known = ['endSession', 'client', 'returnTo', 'idToken'];
  const stranger = Object.keys(options).find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new ConfigError(`unknown option provider.${stranger}; known are ${known.join(', ')}`);
  const endSession = httpUrl('provider.endSession', String(options.endSession));
  if (typeof client !== 'string' || client === '')
    throw new ConfigError('provider.client must be your client_id');
  if (!Array.isArray(returnTo)) throw new ConfigError('provider.returnTo must be a list of URLs');
  returnTo.forEach((one) => httpUrl('provider.returnTo', one));

  return async (request, fields) => {
    const asked = fields.get('returnTo') ?? returnTo[0];
    if (asked !== undefined && !returnTo.includes(asked)) throw new BadRequest('returnTo is not on the list');
    const state = fields.get('state') ?? '';
    if (state.length > LONGEST_STATE) throw new BadRequest('state is too long');
    const hint = await hintOf(request, options);
    const url = new URL(endSession);
    if (hint !== undefined) url.searchParams.set('id_token_hint', hint);
    url.searchParams.set('client_id', client);
    if (asked !== undefined) url.searchParams.set('post_logout_redirect_uri', asked);
    if (asked !== undefined && state !== '') url.searchParams.set('state', state);
    return url.href;
  };
}

/** A failure to find the hint is no reason to keep somebody logged in: it can be done without. */
async function hintOf({ url, headers }: Request, options: ProviderOptions): Promise<string | undefined> {
  try {
    const hint: unknown = await options.idToken?.(new Request(url, { headers }));
    return typeof hint === 'string' && hint !== '' ? hint : undefined;
  } catch {
    return undefined;
  }
}

/** An ID token in the query of a plain http URL could be read on the way. */
function httpUrl(what: string, given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isLocal = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return url;
  throw new ConfigError(`${what} must be an https URL, not ${JSON.stringify(given)}`);
}
