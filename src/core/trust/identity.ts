import { encode } from '../base64url.ts';
import { TokenInvalid } from '../errors.ts';
import { isId } from '../ids.ts';
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
  const named = first(claims, TOKEN_CLAIMS);
  const parts = text.split('.');
  if (named === undefined && parts.length !== 3) {
    throw new TokenInvalid('the token has neither sid nor jti, so that it cannot be tracked');
  }
  const token = named ?? (await digest(['signed', `${parts[0]}.${parts[1]}`]));
  const sid = first(claims, ['sid']);
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
