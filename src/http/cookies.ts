import { ConfigError } from '../core/errors.ts';
import type { Tokens } from '../core/login.ts';
import { BadRequest } from './errors.ts';

/** The longest name and value together that every browser keeps, characters (RFC 6265bis, 5.6). */
const LONGEST_COOKIE = 4_096;

export interface CookieOptions {
  /** The cookies are called `__Host-<name>` and `__Host-<name>-refresh`; default `session`. */
  readonly name?: string;
  /** Default `Lax`. */
  readonly sameSite?: 'Strict' | 'Lax' | 'None';
  /** Shares the session with sub-domains. The prefix becomes `__Secure-`: one of them can then overwrite it. */
  readonly domain?: string;
}

/** The credentials of a request, by what they are. */
export interface Credentials {
  readonly accessToken?: string;
  readonly refreshToken?: string;
}

/** Keeps the tokens in cookies that no script can read, and clears them as they were set. */
export interface SessionCookies {
  /** The `Set-Cookie` values that hand `tokens` to the browser. */
  set(tokens: Tokens): string[];
  /** The `Set-Cookie` values that take them back: every attribute is that of `set`. */
  clear(): string[];
  /** The tokens in a `Cookie` header. Throws `BadRequest` when one is there twice with different values. */
  read(header: string | null): Credentials;
  /** Every token in a `Cookie` header, for a logout that leaves none alive. */
  all(header: string | null): string[];
}

/** Throws `ConfigError` for a name or a domain that no cookie can have. */
export function sessionCookies(options: CookieOptions = {}): SessionCookies {
  const { name = 'session', sameSite = 'Lax', domain } = options;
  if (!/^[\w-]{1,64}$/.test(name))
    throw new ConfigError('a cookie name may hold letters, digits, - and _ only');
  if (domain !== undefined && !/^[a-z\d.-]{1,253}$/i.test(domain))
    throw new ConfigError('cookies.domain is no domain');
  if (!['Strict', 'Lax', 'None'].includes(sameSite)) {
    throw new ConfigError("cookies.sameSite must be 'Strict', 'Lax' or 'None'");
  }
  const access = `${domain === undefined ? '__Host-' : '__Secure-'}${name}`;
  const refresh = `${access}-refresh`;
  const attributes = `Path=/;${domain === undefined ? '' : ` Domain=${domain};`} HttpOnly; Secure; SameSite=${sameSite}`;

  function cookie(key: string, value: string, expiresAt: number): string {
    if (key.length + value.length > LONGEST_COOKIE) {
      throw new ConfigError(`the cookie ${key} would be longer than browsers keep; put less into claims`);
    }
    return `${key}=${value}; Expires=${new Date(expiresAt).toUTCString()}; ${attributes}`;
  }

  return {
    set: (tokens) => [
      cookie(access, tokens.accessToken, tokens.expiresAt),
      cookie(refresh, tokens.refreshToken, tokens.refreshExpiresAt),
    ],
    clear: () => [cookie(access, '', 0), cookie(refresh, '', 0)],
    read(header) {
      const accessToken = valueOf(header, access);
      const refreshToken = valueOf(header, refresh);
      return { ...(accessToken && { accessToken }), ...(refreshToken && { refreshToken }) };
    },
    all: (header) => [...valuesOf(header, access), ...valuesOf(header, refresh)],
  };
}

function valueOf(header: string | null, name: string): string | undefined {
  const [value, ...different] = new Set(valuesOf(header, name));
  if (different.length > 0) throw new BadRequest(`the cookie ${name} is there twice`);
  return value;
}

/**
 * All values of a cookie. Only `;` ends a cookie and only spaces and tabs surround it, as browsers have it:
 * reading more into the header would let a sub-domain smuggle in a name with the prefix that keeps it out.
 */
function valuesOf(header: string | null, name: string): string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const equals = pair.indexOf('=');
    const trimmed = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '');
    return equals > 0 && trimmed(pair.slice(0, equals)) === name ? [trimmed(pair.slice(equals + 1))] : [];
  });
}
