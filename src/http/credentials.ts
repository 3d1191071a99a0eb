import { BadRequest } from './errors.ts';
import type { SessionCookies } from './cookies.ts';
import type { HeaderReader } from './headers.ts';

/** Longer `Authorization` headers are refused unread, characters. */
const LONGEST_HEADER = 8_300;

const ACCESS_FIELDS = ['accessToken', 'access_token', 'token'];
const REFRESH_FIELDS = ['refreshToken', 'refresh_token'];

/** The fields of a body, by their names. */
type Fields = ReadonlyMap<string, string>;

/**
 * The token of an `Authorization: Bearer` header (RFC 6750, 2.1); undefined when there is none that can be
 * read. Throws `BadRequest` for a header that is there twice.
 */
export function bearerToken(headers: HeaderReader): string | undefined {
  const header = headers.get('authorization');
  if (header === null || header.length > LONGEST_HEADER) return undefined;
  const parts = /^bearer +([^\s,]+)$/i.exec(header);
  if (!parts && /,\s*[a-z]+ /i.test(header)) throw new BadRequest('there are two Authorization headers');
  return parts?.[1];
}

/** Every credential that a request's headers carry, doubled ones included. */
export function credentialsOf(headers: HeaderReader, cookies: SessionCookies | undefined): string[] {
  const bearer = bearerToken(headers);
  return [...(bearer === undefined ? [] : [bearer]), ...(cookies?.all(headers.get('cookie')) ?? [])];
}

/** Every token that a body carries, of either kind. */
export function tokensIn(fields: Fields): string[] {
  return pick(fields, [...ACCESS_FIELDS, ...REFRESH_FIELDS]);
}

export function refreshTokensIn(fields: Fields): string[] {
  return pick(fields, REFRESH_FIELDS);
}

/** The ticket that a body carries, if any. */
export function ticketsIn(fields: Fields): string[] {
  return pick(fields, ['ticket']).filter((ticket) => ticket !== '');
}

function pick(fields: Fields, names: readonly string[]): string[] {
  return names.flatMap((name) => fields.get(name) ?? []);
}
