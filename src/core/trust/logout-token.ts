import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import { isId } from '../ids.ts';
import { isRecord, isSeconds } from '../jws.ts';
import { LONGEST_LIFETIME, PAD } from '../limits.ts';
import type { Target } from '../target.ts';
import { sessionName } from './identity.ts';
import type { Types } from './prove.ts';
import { refused, type Statement, type StatementKind } from './statement.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const STRICT: Types = new Set(['logout+jwt']);
/** Providers that say nothing, or say only that it is a JWT, are common: the text of the standard asks to bear it. */
const IF_PRESENT: Types = new Set([undefined, 'jwt', 'logout+jwt']);
/** A logout token without `exp` is accepted for this long after its `iat`, ms. */
const WITHOUT_EXP = 300_000;

/** How logout tokens are read (OpenID Connect Back-Channel Logout 1.0, 2.6). */
export interface LogoutRules {
  /** Your client id at the provider, or several: `aud` of its logout tokens, which is not that of its access tokens. */
  readonly audience: string | readonly string[];
  /** `'strict'` refuses what does not say `typ: logout+jwt` (ASVS 10.5.5); default `'if-present'`. */
  readonly requireTyp?: 'strict' | 'if-present';
  /** `false` for a provider that leaves out `exp`: its logout tokens are then accepted for five minutes. */
  readonly requireExp?: boolean;
  /**
   * What a `sid` ends: that session, or, for a provider whose access tokens carry no `sid`, all of its subject's.
   * Default `'session'`.
   */
  readonly ends?: 'session' | 'subject';
}

/** Throws `ConfigError`, which names what is wrong. */
export function checkLogoutRules(where: string, given: LogoutRules): void {
  onlyKnown(where, given, ['audience', 'requireTyp', 'requireExp', 'ends']);
  checkAudience(where, given.audience);
  if (![undefined, 'strict', 'if-present'].includes(given.requireTyp))
    throw new ConfigError(`${where}.requireTyp must be 'strict' or 'if-present'`);
  if (![undefined, true, false].includes(given.requireExp))
    throw new ConfigError(`${where}.requireExp must be true or false`);
  if (![undefined, 'session', 'subject'].includes(given.ends))
    throw new ConfigError(`${where}.ends must be 'session' or 'subject'`);
}

/** What a logout token has to be, before its own claims. */
export function logoutKind({ audience, requireTyp }: LogoutRules): StatementKind {
  const types = requireTyp === 'strict' ? STRICT : IF_PRESENT;
  return { types, audience: [audience].flat(), sharesAudience: false };
}

/** Until when a logout token is good, ms since the epoch. Throws `StatementRefused` for what is none (2.4, 2.6). */
export function checkLogoutToken({ claims, issuedAt }: Statement, rules: LogoutRules, clock: Clock): number {
  const { exp, events, sub, sid } = claims;
  if (!isSeconds(exp) && (exp !== undefined || rules.requireExp !== false)) throw refused('it has no exp');
  const until = isSeconds(exp) ? exp * 1_000 : issuedAt + WITHOUT_EXP;
  if (clock.now() >= until + PAD) throw refused('it has expired');
  if (until - issuedAt > LONGEST_LIFETIME) throw refused('it lives for longer than a day');
  if (!isRecord(events) || !Object.hasOwn(events, EVENT) || !isRecord(events[EVENT]))
    throw refused('its events have no member that says logout');
  if ('nonce' in claims) throw refused('it has a nonce, like an ID token');
  if (sub === undefined && sid === undefined) throw refused('it has neither sub nor sid');
  if (sub !== undefined && !isId(sub, 1_024)) throw refused('its sub cannot be read');
  if (sid !== undefined && !isId(sid, 1_024)) throw refused('its sid cannot be read');
  return until;
}

/** What a logout token that was checked ends (2.7). */
export async function logoutTarget({ issuer, claims }: Statement, rules: LogoutRules): Promise<Target> {
  const { sub, sid } = claims;
  if (typeof sub === 'string' && (typeof sid !== 'string' || rules.ends === 'subject'))
    return { subject: sub, issuer };
  if (rules.ends === 'subject') throw refused('it has no sub, and its sid is in no access token');
  return { session: await sessionName(issuer, { sid: String(sid) }), issuer };
}

export function checkAudience(where: string, given: string | readonly string[]): void {
  const all: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (all.length === 0 || !all.every((one) => isId(one, 1_024)))
    throw new ConfigError(`${where}.audience must be your client id at the provider, or a list of them`);
}

export function onlyKnown(where: string, given: object, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) throw new ConfigError(`${where} must be an object`);
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new ConfigError(`unknown option ${where}.${stranger}; known are ${known.join(', ')}`);
}
