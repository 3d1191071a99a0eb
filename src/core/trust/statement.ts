import type { Clock } from '../clock.ts';
import { StatementRefused, TokenInvalid } from '../errors.ts';
import { isId } from '../ids.ts';
import { isRecord, looksLikeJwt, isSeconds } from '../jws.ts';
import { PAD } from '../limits.ts';
import type { ForeignTokens } from './foreign-tokens.ts';
import type { ForeignClaims } from './options.ts';
import { isOfType, unproved, type Types } from './prove.ts';

/** Something that a trusted issuer signed to tell what happened, proved. */
export interface Statement {
  readonly issuer: string;
  /** Its `jti`. */
  readonly id: string;
  /** ms since the epoch. */
  readonly issuedAt: number;
  readonly claims: ForeignClaims;
}

/** What one kind of statement has to be. */
export interface StatementKind {
  readonly types: Types;
  readonly audience: readonly string[];
  /** Whether it may be for others beside (OpenID Connect Core 1.0, 3.1.3.7 says no). */
  readonly sharesAudience: boolean;
}

/**
 * Proves who said it and that it is meant for here: type, issuer, signature, audience, `iat` and `jti`. Throws
 * `StatementRefused`, and `IssuerUnavailable` when the keys of its issuer cannot be had.
 */
export async function statementOf(
  text: string,
  kind: StatementKind,
  issuers: readonly ForeignTokens[],
  clock: Clock,
): Promise<Statement> {
  const said = typeof text === 'string' && looksLikeJwt(text) ? unproved(text) : undefined;
  if (!isRecord(said)) throw refused('it is no signed JWT in its canonical spelling');
  const issuer = issuers.find((one) => one.issuer === said['iss'] && !one.isVerifier);
  if (!issuer) throw new StatementRefused('invalid_issuer', 'its issuer is not one whose keys are trusted');
  await issuer.keepCurrent();
  const claims = await proved(text, kind.types, issuer);
  const { iss, aud, iat, jti } = claims;
  if (iss !== issuer.issuer) throw new StatementRefused('invalid_issuer', 'it is from another issuer');
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  const isKnown = (one: unknown): boolean => typeof one === 'string' && kind.audience.includes(one);
  const isForHere = kind.sharesAudience ? audiences.some(isKnown) : audiences.every(isKnown);
  if (audiences.length === 0 || !isForHere)
    throw new StatementRefused('invalid_audience', 'it is for another audience');
  if (!isSeconds(iat)) throw refused('it has no iat');
  if (iat * 1_000 > clock.now() + PAD) throw refused('its iat is in the future');
  if (!isId(jti, 1_024)) throw refused('it has no jti');
  return { issuer: issuer.issuer, id: jti, issuedAt: iat * 1_000, claims };
}

/** The error of a statement that is not what it must be. */
export function refused(why: string): StatementRefused {
  return new StatementRefused('invalid_request', why);
}

async function proved(text: string, types: Types, issuer: ForeignTokens): Promise<ForeignClaims> {
  try {
    if (!isOfType(text, types)) throw refused('its typ is that of something else');
    return await issuer.prove(text, types);
  } catch (error) {
    if (!(error instanceof TokenInvalid)) throw error;
    throw new StatementRefused(
      'invalid_key',
      'its issuer did not sign it, or not with a key that it publishes',
    );
  }
}
