import { encode } from '../base64url.ts';
import { TokenInvalid } from '../errors.ts';
import { isId } from '../ids.ts';
import { looksLikeJwt } from '../jws.ts';
import type { ForeignClaims } from './options.ts';

/** The claims that name a token, in the order in which they are looked for; `uti` is Microsoft's. */
const TOKEN_CLAIMS = ['jti', 'uti'];
const CLIENT_CLAIMS = ['client_id', 'azp', 'cid', 'appid'];
const TENANT_CLAIMS = ['tenant', 'tid'];

/** What a token of another issuer is, and whose. */
export interface Identity {
  readonly token: string;
  /** The name under which its session is kept: one for each session of each issuer. */
  readonly session: string;
  /** Whether the token says to which session it belongs: else each token is one of its own. */
  readonly hasSession: boolean;
  readonly client?: string;
  readonly tenant?: string;
}

/**
 * How a token of another issuer is told apart. Without a name of its own it is the hash of what was signed, never of
 * how it is spelled: one signature can be spelled in several ways. Throws `TokenInvalid` for what cannot be tracked.
 */
export async function identityOf(issuer: string, claims: ForeignClaims, text: string): Promise<Identity> {
  const sid = first(claims, ['sid']);
  if (sid === undefined && claims['sid'] !== undefined)
    throw new TokenInvalid('the sid of the token cannot be read, so that a logout could not name it');
  const token = first(claims, TOKEN_CLAIMS) ?? (await nameless(issuer, sid, text));
  const client = first(claims, CLIENT_CLAIMS);
  const tenant = first(claims, TENANT_CLAIMS);
  return {
    token,
    session: await sessionName(issuer, sid === undefined ? { token } : { sid }),
    hasSession: sid !== undefined,
    ...(client === undefined ? {} : { client }),
    ...(tenant === undefined ? {} : { tenant }),
  };
}

/** What a token is called that has no name. What is opaque can be spelled in other ways, so its session has to do. */
async function nameless(issuer: string, sid: string | undefined, text: string): Promise<string> {
  if (looksLikeJwt(text)) return digest(['signed', text.slice(0, text.lastIndexOf('.'))]);
  if (sid !== undefined) return sessionName(issuer, { sid });
  throw new TokenInvalid('the token has neither sid nor jti, so that it cannot be tracked');
}

/** The name under which a session of another issuer is kept, by its `sid`, or by the one token that it is. */
export function sessionName(issuer: string, by: { sid: string } | { token: string }): Promise<string> {
  return digest('sid' in by ? ['sid', issuer, by.sid] : ['jti', issuer, by.token]);
}

/** The name under which it is remembered that a statement of another issuer was received, by its `jti`. */
export function statementName(issuer: string, jti: string): Promise<string> {
  return digest(['statement', issuer, jti]);
}

function first(claims: ForeignClaims, names: readonly string[]): string | undefined {
  return names.map((name) => claims[name]).find((value): value is string => isId(value, 1_024));
}

async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 16));
}
