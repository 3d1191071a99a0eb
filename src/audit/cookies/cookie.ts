/** One cookie as a browser keeps it. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Sent to exactly `domain`, not to what is below it. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** In lower case; undefined when it was not given or is none of these, which browsers treat much like `lax`. */
  readonly sameSite: 'strict' | 'lax' | 'none' | undefined;
  readonly partitioned: boolean;
  /** Ms since the epoch; undefined for the end of the browser's session. */
  readonly expires: number | undefined;
}

/**
 * Reads a `Set-Cookie` header as RFC 6265bis (section 5.6) has a browser read it. Undefined for what a browser throws away:
 * no name and no value, control characters, a domain that is not the host's, a broken `__Host-` or `__Secure-` prefix,
 * `Secure` over a connection that is not, and `Partitioned` without `Secure`. There is no list of public suffixes: a domain without a dot is refused instead,
 * unless it is the host.
 */
export function readSetCookie(header: string, url: URL, now: number): Cookie | undefined {
  // eslint-disable-next-line no-control-regex -- these are what is refused
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(header)) return undefined;
  const [pair = '', ...rest] = header.split(';');
  const at = pair.indexOf('=');
  const name = at < 0 ? '' : pair.slice(0, at).trim();
  const value = pair.slice(at + 1).trim();
  if (name === '' && value === '') return undefined;
  const attributes = new Map(rest.map(attribute));
  const host = hostOf(url);
  const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  if (domain !== '' && domain !== host && !(domain.includes('.') && isBelow(host, domain))) return undefined;
  const cookie: Cookie = {
    name,
    value,
    domain: domain === '' ? host : domain,
    hostOnly: domain === '' || isAddress(host) || !host.includes('.'),
    path: pathOf(attributes.get('path'), url),
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    sameSite: sameSiteOf(attributes.get('samesite')),
    partitioned: attributes.has('partitioned'),
    expires: expiry(attributes, now),
  };
  if (cookie.secure ? !isTrustworthy(url) : cookie.partitioned) return undefined;
  return keepsPrefix(cookie, attributes) ? cookie : undefined;
}

/** What the prefix of a name promises. Compared without case, as browsers do since somebody used `__HOST-` to get round it. */
function keepsPrefix(cookie: Cookie, attributes: ReadonlyMap<string, string>): boolean {
  const name = (cookie.name === '' ? cookie.value : cookie.name).toLowerCase();
  if (name.startsWith('__secure-')) return cookie.secure;
  if (!name.startsWith('__host-')) return true;
  return cookie.secure && attributes.get('path') === '/' && (attributes.get('domain') ?? '') === '';
}

/**
 * Whether cookies that are `Secure` go there: HTTPS, and HTTP on this machine. The latter is what Chromium and Firefox do with
 * `localhost`, which they call potentially trustworthy; Safari does not.
 */
export function isTrustworthy(url: URL): boolean {
  const host = hostOf(url);
  return (
    url.protocol === 'https:' ||
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127\.|^\[::1\]$/.test(host)
  );
}

/** The host of a URL as cookies compare it. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/\.$/, '').toLowerCase();
}

/** Whether `host` is a sub-domain of `domain`. An address has none. */
export function isBelow(host: string, domain: string): boolean {
  return host.endsWith(`.${domain}`) && !isAddress(host);
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

function attribute(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0
    ? [text.trim().toLowerCase(), '']
    : [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()];
}

/** Without a path of its own a cookie goes to the folder that the URL is in. */
function pathOf(given: string | undefined, url: URL): string {
  if (given?.startsWith('/') === true) return given;
  const end = url.pathname.lastIndexOf('/');
  return end <= 0 ? '/' : url.pathname.slice(0, end);
}

function sameSiteOf(given: string | undefined): Cookie['sameSite'] {
  const value = given?.toLowerCase();
  return value === 'strict' || value === 'lax' || value === 'none' ? value : undefined;
}

/** The longest that a browser keeps a cookie. */
const LONGEST = 400 * 86_400_000;

/** `Max-Age` goes before `Expires`; one that cannot be read counts as not given. */
function expiry(attributes: ReadonlyMap<string, string>, now: number): number | undefined {
  const age = attributes.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) {
    return Number(age) <= 0 ? 0 : Math.min(now + Number(age) * 1000, now + LONGEST);
  }
  const given = attributes.get('expires');
  const instant =
    given === undefined
      ? Number.NaN
      : Date.parse(given.replaceAll(/(?<=\d)-(?=[a-z])|(?<=[a-z])-(?=\d)/gi, ' '));
  return Number.isNaN(instant) ? undefined : Math.min(instant, now + LONGEST);
}
