import type { Auth } from '../../core/auth.ts';
import type { Curfew } from '../../core/curfew.ts';
import { CurfewError } from '../../core/errors.ts';
import type { Receipt } from '../../core/recorder.ts';
import { authenticator, checkOptions, type HttpOptions } from '../../http/authenticate.ts';
import { credentialsOf } from '../../http/credentials.ts';
import { refuseCrossSite } from '../../http/csrf.ts';
import type { HeaderReader } from '../../http/headers.ts';
import { recorded } from '../../http/recorded.ts';

/** What is used of Next's `cookies()`. */
export interface CookieJar {
  set(name: string, value: string, attributes: CookieAttributes): unknown;
}

export interface CookieAttributes {
  readonly path: string;
  readonly domain?: string;
  readonly expires: Date;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: 'strict' | 'lax' | 'none';
}

/**
 * Who asks for a page or calls a server action: `await auth(curfew, await headers())`. Undefined for somebody who is not
 * signed in; throws `StoreUnavailable` when nobody can tell.
 */
export async function auth(
  curfew: Curfew,
  headers: HeaderReader,
  options: HttpOptions = {},
): Promise<Auth | undefined> {
  try {
    return await authenticator(curfew, options)(methodOf(headers), headers);
  } catch (error) {
    if (error instanceof CurfewError && error.status === 401) return undefined;
    throw error;
  }
}

/**
 * The logout as a server action: `await logout(curfew, await headers(), await cookies(), options)` ends the session and
 * clears its cookies. Throws `NotRecorded` when the session must be taken for alive.
 */
export async function logout(
  curfew: Curfew,
  headers: HeaderReader,
  jar: CookieJar,
  options: HttpOptions = {},
): Promise<Receipt> {
  checkOptions(curfew, options);
  refuseCrossSite(headers, options.origins ?? []);
  const receipt = await recorded(() => curfew.logout(credentialsOf(headers, options.cookies)));
  setCookies(jar, options.cookies?.clear() ?? []);
  return receipt;
}

/** Puts what `sessionCookies().set(tokens)` answers into Next's `cookies()`: the login as a server action. */
export function setCookies(jar: CookieJar, lines: readonly string[]): void {
  for (const line of lines) {
    const [[name = '', value = ''] = [], ...rest] = line.split('; ').map((part) => part.split('='));
    const {
      Path = '/',
      Domain,
      Expires = '',
      SameSite = 'Lax',
    } = Object.fromEntries(rest) as Record<string, string>;
    jar.set(name, value, {
      path: Path,
      ...(Domain !== undefined && { domain: Domain }),
      expires: new Date(Expires),
      httpOnly: true,
      secure: true,
      sameSite: SameSite.toLowerCase() as CookieAttributes['sameSite'],
    });
  }
}

/** A page is asked for by GET. What calls an action brings a body, or Next would not take it for one. */
function methodOf(headers: HeaderReader): string {
  return (headers.get('next-action') ?? headers.get('content-type')) === null ? 'GET' : 'POST';
}
