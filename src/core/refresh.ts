import type { CryptoKey } from 'jose';
import { encode } from './base64url.ts';
import type { ActiveKey } from './keys.ts';
import type { Keyring } from './keyring.ts';

const SHAPE = /^([\w-]{22})\.(0|[1-9]\d{0,8})\.([\w-]{43})$/;

/** What a refresh token claims before its seal has been checked. */
export interface RefreshClaim {
  readonly session: string;
  readonly generation: number;
  readonly seal: string;
}

/** Reads `sid.generation.seal`; undefined for anything else. */
export function parseRefreshToken(token: string): RefreshClaim | undefined {
  const parts = SHAPE.exec(token);
  return parts?.[1] && parts[3]
    ? { session: parts[1], generation: Number(parts[2]), seal: parts[3] }
    : undefined;
}

/**
 * The refresh token of that generation of a session. It is computed, never stored: a repeat within the grace
 * gets the very same bytes. `secret` is the session's own; the key comes from the signing key.
 */
export async function refreshToken(
  key: Required<Pick<ActiveKey, 'refresh'>>,
  session: { id: string; secret: string },
  generation: number,
): Promise<string> {
  return `${session.id}.${generation}.${await seal(key.refresh, session, generation)}`;
}

/** Whether the seal is ours, under any key of the ring. */
export async function sealed(
  keyring: Keyring,
  claim: RefreshClaim,
  session: { id: string; secret: string },
): Promise<boolean> {
  const known = await keyring.all();
  if (await sealedBy(known, claim, session)) return true;
  const newer = await keyring.reloaded();
  return newer !== known && sealedBy(newer, claim, session);
}

async function sealedBy(
  keys: readonly ActiveKey[],
  claim: RefreshClaim,
  session: { id: string; secret: string },
): Promise<boolean> {
  for (const key of keys) {
    if (key.refresh && equal(await seal(key.refresh, session, claim.generation), claim.seal)) return true;
  }
  return false;
}

async function seal(
  key: CryptoKey,
  session: { id: string; secret: string },
  generation: number,
): Promise<string> {
  const text = `${session.id}|${generation}|${session.secret}`;
  return encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))));
}

/** Compares in a time that does not depend on where two strings of one length differ. */
function equal(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
