import { compactVerify, decodeProtectedHeader } from 'jose';
import { isCanonical } from './base64url.ts';
import { TokenInvalid } from './errors.ts';
import type { ActiveKey } from './keys.ts';

/** Longer tokens are refused before anything is decoded, characters. */
export const LONGEST_TOKEN = 8_192;

/** The protected header, unproved. Throws `TokenInvalid`. */
export function headerOf(token: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new TokenInvalid('the token has no readable header');
  }
}

/** The payload as JSON, proved by the key. Throws `TokenInvalid`. */
export async function payloadOf(token: string, key: ActiveKey): Promise<unknown> {
  try {
    const { payload } = await compactVerify(token, key.verifying, { algorithms: [key.alg] });
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    throw new TokenInvalid('the token does not verify');
  }
}

/** Whether `token` is spelled like a compact JWS, in the one way its bytes can be spelled. */
export function looksLikeJwt(token: string, longest: number = LONGEST_TOKEN): boolean {
  if (token.length > longest) return false;
  const parts = token.split('.');
  return parts.length === 3 && token.startsWith('ey') && parts.every(isCanonical);
}

/** A media type may leave out `application/` (RFC 7515, 4.1.9). */
export function mediaType(typ: unknown): string | undefined {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : undefined;
}

/** Whether `value` is an instant as JWTs have it: whole seconds since the epoch. */
export function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 1e11;
}

/** Whether `value` is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
