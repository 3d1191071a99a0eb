import { compactVerify } from 'jose';
import { decode } from '../base64url.ts';
import { TokenInvalid } from '../errors.ts';
import { isId } from '../ids.ts';
import { headerOf, isRecord, isSeconds, looksLikeJwt, mediaType } from '../jws.ts';
import { FORBIDDEN } from '../token.ts';
import type { KeySet } from './key-set.ts';
import type { ForeignClaims } from './options.ts';

/** What something signed may say it is; undefined where it need not say so. Another type is made for another use. */
export type Types = ReadonlySet<string | undefined>;

/** By which rules something is proved (RFC 8725, 3). */
interface ProofRules {
  readonly algorithms: readonly string[];
  readonly types: Types;
  /** How long it may be, characters. */
  readonly longest: number | undefined;
}

/**
 * The claims of what an issuer signed: spelling, header, key and signature are checked, and nothing that it claims.
 * Throws `TokenInvalid` and `IssuerUnavailable`.
 */
export async function proved(text: string, keys: KeySet, rules: ProofRules): Promise<ForeignClaims> {
  if (!looksLikeJwt(text, rules.longest))
    throw new TokenInvalid('the token is not a JWT in its canonical spelling');
  const header = headerOf(text);
  const { alg, kid } = header;
  if (FORBIDDEN.some((name) => name in header))
    throw new TokenInvalid('the token brings a header that is refused');
  if (typeof alg !== 'string' || !rules.algorithms.includes(alg))
    throw new TokenInvalid('the token is signed in a way that its issuer does not sign');
  if (!isOfType(text, rules.types)) throw new TokenInvalid('the token is not an access token');
  if (kid !== undefined && !isId(kid, 255)) throw new TokenInvalid('the token names no usable key');
  const key = await keys.find({ kid, alg, issuedAt: issuedAtOf(text) });
  try {
    const { payload } = await compactVerify(text, key, { algorithms: [alg] });
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (isRecord(claims)) return claims;
  } catch {
    // Said below.
  }
  throw new TokenInvalid('the token does not verify');
}

/** Whether what it says it is, is among `types` (RFC 8725, 3.11). Throws `TokenInvalid`. */
export function isOfType(text: string, types: Types): boolean {
  const { typ } = headerOf(text);
  return types.has(typ === undefined ? undefined : (mediaType(typ) ?? ''));
}

/** The claims of a JWT, before anything of it is proved: to find who should prove it. */
export function unproved(text: string): unknown {
  try {
    const payload = text.split('.')[1] ?? '';
    const bytes = decode(payload);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** When a token says it was issued, ms, before anything of it is proved; 0 when it does not. */
function issuedAtOf(text: string): number {
  const claims = unproved(text);
  return isRecord(claims) && isSeconds(claims['iat']) ? claims['iat'] * 1_000 : 0;
}
