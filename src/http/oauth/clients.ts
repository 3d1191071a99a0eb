import type { HeaderReader } from '../headers.ts';
import { isSameSecret } from '../same-secret.ts';
import { OAuthError } from './error.ts';
import { clientFinder, type OAuthClient, type OAuthOptions } from './options.ts';

/** Longer `Authorization` headers are refused unread, characters. */
const LONGEST_HEADER = 8_300;

/** What a request says of the client that sent it. */
interface Presented {
  readonly id: string;
  /** Empty for none (RFC 6749, 2.3.1). */
  readonly secret: string;
}

/** Finds out which client sent a request. */
export type AuthenticateClient = (
  headers: HeaderReader,
  fields: ReadonlyMap<string, string>,
) => Promise<OAuthClient>;

/**
 * Authenticates a client by `client_secret_basic`, `client_secret_post`, or, a public one, by its `client_id` alone
 * (RFC 6749, 2.3.1 and 3.2.1). Throws an `OAuthError`: 401 for one that is not known or not proved, 400 for two ways at
 * once. A secret is compared in a time that does not depend on where it differs.
 */
export function clientAuthenticator(options: OAuthOptions): AuthenticateClient {
  const find = clientFinder(options);
  return async (headers, fields) => {
    const { id, secret } = presented(headers, fields);
    const found = id === '' ? undefined : await find(id);
    const client = found?.id === id ? found : undefined;
    const isProved = await hasSecret(client, secret);
    if (!client || !isProved) throw unauthenticated();
    return client;
  };
}

function presented(headers: HeaderReader, fields: ReadonlyMap<string, string>): Presented {
  const posted = { id: fields.get('client_id') ?? '', secret: fields.get('client_secret') ?? '' };
  const header = headers.get('authorization');
  if (header === null) return posted;
  const basic = basicOf(header);
  if (!basic) throw unauthenticated();
  if (posted.secret !== '' || (posted.id !== '' && posted.id !== basic.id)) {
    throw new OAuthError(400, 'invalid_request', 'the client is authenticated in two ways at once');
  }
  return basic;
}

/** Both halves are form-encoded before they are joined (RFC 6749, 2.3.1). */
function basicOf(header: string): Presented | undefined {
  const [, encoded] = header.length > LONGEST_HEADER ? [] : (/^basic +([\w+/]+=*) *$/i.exec(header) ?? []);
  if (encoded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const [, id, secret] = /^([^:]*):([^]*)$/.exec(text) ?? [];
    return id === undefined || secret === undefined
      ? undefined
      : { id: formDecoded(id), secret: formDecoded(secret) };
  } catch {
    return undefined;
  }
}

function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** A client that is not there takes as long as one whose secret is wrong. */
async function hasSecret(client: OAuthClient | undefined, secret: string): Promise<boolean> {
  const kept = client?.secret ?? '';
  const expected = typeof kept === 'string' ? await sha256(kept) : kept.sha256.toLowerCase();
  const isSame = await isSameSecret(await sha256(secret), expected);
  return client?.secret === undefined ? secret === '' : isSame && secret !== '';
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unauthenticated(): OAuthError {
  return new OAuthError(401, 'invalid_client', 'the client is not known or not authenticated');
}
