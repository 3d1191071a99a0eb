import { headersNamed, type Pairs } from '../network/content.ts';
import { hostOf, isBelow, type Cookie } from './cookie.ts';

/** A `Set-Cookie` that is meant to take a cookie away: it leaves no value, or has expired. */
export interface Deletion {
  readonly name: string;
  /** By names in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The header as it came. */
  readonly line: string;
}

/** The cookies that an answer tries to take away, whether or not a browser does it. `now` in ms since the epoch. */
export function deletionsIn(headers: Pairs, now: number = Date.now()): Deletion[] {
  return headersNamed(headers, 'set-cookie').flatMap((line) => {
    const [[name, value] = ['', ''], ...rest] = line.split(';').map(pairOf);
    const attributes = new Map(rest.map(([key, text]) => [key.toLowerCase(), text]));
    const age = Number(attributes.get('max-age') ?? Number.NaN);
    const expired = Number.isNaN(age) ? Date.parse(attributes.get('expires') ?? '') <= now : age <= 0;
    return value === '' || expired ? [{ name, attributes, line }] : [];
  });
}

/**
 * The one that was meant for a cookie: of its name, else of one that is the same but for its prefix, case and punctuation and that no other
 * cookie of the browser has.
 */
export function meantFor(
  { name }: Cookie,
  deletions: readonly Deletion[],
  held: readonly Cookie[],
): Deletion | undefined {
  const others = deletions.filter((deletion) => !held.some((cookie) => cookie.name === deletion.name));
  return (
    deletions.find((deletion) => deletion.name === name) ??
    others.find((deletion) => bareName(deletion.name) === bareName(name))
  );
}

/** What is different, so that a browser keeps the cookie; undefined when nothing is. `url` is where the deletion came from. */
export function whyMissed(cookie: Cookie, { name, attributes }: Deletion, url: URL): string | undefined {
  if (name !== cookie.name) return `under the name ${name}`;
  const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  const host = hostOf(url);
  if (domain !== '' && domain !== host && !isBelow(host, domain))
    return `for the domain ${domain}, which is not that of the host, so that browsers refuse it`;
  if (cookie.hostOnly && domain !== '' && host.includes('.') && !/^[\d.]+$|^\[/.test(host))
    return `for the domain ${domain}, where it was set for its host alone`;
  if (!cookie.hostOnly && domain !== cookie.domain)
    return `${domain === '' ? 'without a domain' : `for the domain ${domain}`}, where it was set for ${cookie.domain}`;
  const path = attributes.get('path') ?? '';
  const where = path.startsWith('/') ? path : url.pathname.replace(/\/[^/]*$/, '') || '/';
  if (where !== cookie.path) return `on the path ${where}, where it was set on ${cookie.path}`;
  if (attributes.has('partitioned') !== cookie.partitioned)
    return `${cookie.partitioned ? 'without' : 'with'} Partitioned, where it was set ${cookie.partitioned ? 'with' : 'without'} it`;
  if (!attributes.has('secure') && /^__(?:host|secure)-/i.test(name))
    return 'without Secure, which its name demands, so that browsers refuse it';
  return isInsecureNone(attributes)
    ? 'with SameSite=None but without Secure, so that browsers refuse it'
    : undefined;
}

/**
 * The answer's headers without those that take a `Secure` cookie away by `SameSite=None` alone: browsers refuse them. (A jar that accepts
 * one such from a login lets the audit sign in where a lenient browser would.)
 */
export function asBrowsersRead(headers: Pairs, held: readonly Cookie[]): Pairs {
  const refused = deletionsIn(headers).filter(
    ({ name, attributes }) =>
      isInsecureNone(attributes) && held.some((cookie) => cookie.name === name && cookie.secure),
  );
  return headers.filter(([, value]) => !refused.some(({ line }) => line === value));
}

function isInsecureNone(attributes: ReadonlyMap<string, string>): boolean {
  return attributes.get('samesite')?.toLowerCase() === 'none' && !attributes.has('secure');
}

function pairOf(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function bareName(name: string): string {
  return name
    .replace(/^__(?:host|secure)-/i, '')
    .replaceAll(/[^a-z\d]/gi, '')
    .toLowerCase();
}
