import { BadRequest } from '../http/errors.ts';
import type { HeaderReader } from '../http/headers.ts';

/** How a browser, which cannot set headers, hands over its token: as a protocol that is never chosen. */
const BEARER = 'curfew.bearer.';

/** What a WebSocket's client offers as protocols: tokens, and those that it speaks. */
export function offered(headers: HeaderReader): { tokens: readonly string[]; protocols: readonly string[] } {
  const all = (headers.get('sec-websocket-protocol') ?? '').split(',').map((one) => one.trim());
  const tokens = all.filter((one) => one.startsWith(BEARER)).map((one) => one.slice(BEARER.length));
  return { tokens, protocols: all.filter((one) => one !== '' && !one.startsWith(BEARER)) };
}

/** `headers`, with the tokens that came with them in another way as their bearer. Throws `BadRequest` for two. */
export function withBearer(headers: HeaderReader, tokens: readonly unknown[]): HeaderReader {
  if (tokens.length === 0) return headers;
  const [token] = tokens;
  const bearer = `Bearer ${typeof token === 'string' ? token : ''}`;
  if (tokens.length > 1 || (headers.get('authorization') ?? bearer) !== bearer)
    throw new BadRequest('the handshake carries two access tokens');
  return { get: (name) => (name === 'authorization' ? bearer : headers.get(name)) };
}
