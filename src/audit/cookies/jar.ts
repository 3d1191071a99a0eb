import { headersNamed, type Pairs } from '../network/content.ts';
import { hostOf, isBelow, isTrustworthy, readSetCookie, type Cookie } from './cookie.ts';

/**
 * The cookies of one person, kept and sent as a browser keeps and sends them (RFC 6265bis). A cookie is replaced, or deleted by
 * one that has expired, only by the same name, domain and path, in the same partition or in none: that is why a logout that clears
 * `/app`'s cookie on `/` clears nothing. `SameSite` is kept with the cookie and not acted upon: all requests here count as same-site.
 */
export class Jar {
  readonly #cookies: Map<string, Cookie>;

  constructor(cookies: readonly Cookie[] = []) {
    this.#cookies = new Map(cookies.map((cookie) => [key(cookie), cookie]));
  }

  /** Takes in every `Set-Cookie` of an answer to `url`. `now` in ms since the epoch. */
  store(headers: Pairs, url: URL, now: number = Date.now()): void {
    for (const text of headersNamed(headers, 'set-cookie')) {
      const cookie = readSetCookie(text, url, now);
      if (!cookie || this.#shadowsSecure(cookie, url)) continue;
      const expired = cookie.expires !== undefined && cookie.expires <= now;
      // Deleted before it is set: what is set anew at a place keeps no older place in the order.
      if (expired) this.#cookies.delete(key(cookie));
      else this.#cookies.set(key(cookie), cookie);
    }
  }

  /** Those that a request to `url` carries: longer paths first, then older ones. */
  for(url: URL, now: number = Date.now()): Cookie[] {
    const host = hostOf(url);
    const sent = this.all(now).filter(
      (cookie) =>
        (cookie.domain === host || (!cookie.hostOnly && isBelow(host, cookie.domain))) &&
        covers(cookie.path, url.pathname) &&
        (!cookie.secure || isTrustworthy(url)),
    );
    return sent.toSorted((one, other) => other.path.length - one.path.length);
  }

  /** Every cookie that has not expired. */
  all(now: number = Date.now()): Cookie[] {
    return [...this.#cookies.values()].filter(({ expires }) => expires === undefined || expires > now);
  }

  /** Another jar with the same cookies. */
  copy(): Jar {
    return new Jar([...this.#cookies.values()]);
  }

  /** "Leave secure cookies alone": over plain HTTP nobody may put another one over a `Secure` cookie. */
  #shadowsSecure(cookie: Cookie, url: URL): boolean {
    if (cookie.secure || isTrustworthy(url)) return false;
    return this.all().some(
      (old) =>
        old.secure &&
        old.name === cookie.name &&
        (old.domain === cookie.domain ||
          isBelow(old.domain, cookie.domain) ||
          isBelow(cookie.domain, old.domain)) &&
        covers(old.path, cookie.path),
    );
  }
}

/** The text of a `Cookie` header; undefined for none. */
export function cookieHeader(
  cookies: readonly (readonly [name: string, value: string])[],
): string | undefined {
  if (cookies.length === 0) return undefined;
  return cookies.map(([name, value]) => (name === '' ? value : `${name}=${value}`)).join('; ');
}

function key({ name, domain, hostOnly, path, partitioned }: Cookie): string {
  return JSON.stringify([name, domain, hostOnly, path, partitioned]);
}

function covers(path: string, asked: string): boolean {
  return asked === path || (asked.startsWith(path) && (path.endsWith('/') || asked[path.length] === '/'));
}
