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
  };
}

function valueOf(header: string | null, name: string): string | undefined {
  let found: string | undefined;
  for (const pair of header?.split(/[;,]/) ?? []) {
    const [key, ...rest] = pair.split('=');
    if (key?.trim() !== name) continue;
    const value = rest.join('=').trim();
    if (found !== undefined && found !== value) throw new BadRequest(`the cookie ${name} is there twice`);
    found = value;
  }
  return found;
}
