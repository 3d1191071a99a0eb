import type { Curfew } from '../core/curfew.ts';
import type { Receipt } from '../core/recorder.ts';
import type { Authenticate, HttpOptions } from './authenticate.ts';
import { fieldsOf } from './body.ts';
import { credentialsOf, ticketsIn, tokensIn } from './credentials.ts';
import { json, NO_STORE_AT_ALL } from './headers.ts';
import { providerLogout } from './oauth/provider-logout.ts';
import { recorded } from './recorded.ts';
import type { Routes } from './route.ts';

/** What a logout has ended, and whether it is this browser that was signed out by it. */
interface Ended {
  readonly receipt: Receipt;
  readonly isHere: boolean;
}

/** `POST /logout`, `/logout/others`, `/logout/everywhere`, and `/logout/redirect` where there is a provider. */
export function logoutRoutes(curfew: Curfew, options: HttpOptions, authenticate: Authenticate): Routes {
  const { cookies, clearSiteData = ['storage'] } = options;
  const who = ({ method, headers }: Request): ReturnType<Authenticate> => authenticate(method, headers);
  const provider = options.provider && providerLogout(options.provider);

  async function logout(request: Request): Promise<Response> {
    const { receipt, isHere } = await ended(request, await fieldsOf(request));
    return isHere ? signedOut(receipt) : json(200, receipt, { 'cache-control': NO_STORE_AT_ALL });
  }

  // The provider is told last: whatever becomes of it there, the session here has ended.
  async function logoutAtProvider(
    request: Request,
    locate: ReturnType<typeof providerLogout>,
  ): Promise<Response> {
    const fields = await fieldsOf(request);
    const location = await locate(request, fields);
    const { headers } = signedOut((await ended(request, fields)).receipt);
    headers.delete('content-type');
    headers.set('location', location);
    return new Response(null, { status: 303, headers });
  }

  async function others(request: Request): Promise<Response> {
    const { subject, issuer, session } = await who(request);
    const target = { subject, issuer, except: session };
    return json(200, await recorded(() => curfew.revoke(target, byOwner(subject))));
  }

  async function everywhere(request: Request): Promise<Response> {
    const { subject, issuer } = await who(request);
    return signedOut(await recorded(() => curfew.revoke({ subject, issuer }, byOwner(subject))));
  }

  /**
   * Ends all that a request carries. A ticket alone may finish an old logout, in a browser where somebody else has
   * signed in since: nothing of theirs may be cleared.
   */
  async function ended(request: Request, fields: ReadonlyMap<string, string>): Promise<Ended> {
    const tokens = [...credentialsOf(request.headers, cookies), ...tokensIn(fields)];
    const tickets = ticketsIn(fields);
    const receipt = await recorded(() => curfew.logout([...tokens, ...tickets]));
    return { receipt, isHere: tokens.length > 0 || tickets.length === 0 };
  }

  function signedOut(receipt: Receipt): Response {
    const response = json(200, receipt, { 'cache-control': NO_STORE_AT_ALL });
    for (const cookie of cookies?.clear() ?? []) response.headers.append('set-cookie', cookie);
    const clear = clearSiteData.map((one) => `"${one}"`).join(', ');
    if (clear !== '') response.headers.set('clear-site-data', clear);
    return response;
  }

  return {
    '/logout': { POST: logout },
    '/logout/others': { POST: others },
    '/logout/everywhere': { POST: everywhere },
    ...(provider && { '/logout/redirect': { POST: (request) => logoutAtProvider(request, provider) } }),
  };
}

/** Why it was ended, for the audit trail. */
export function byOwner(subject: string): { reason: string; by: string } {
  return { reason: 'logout', by: subject };
}
