import type { Settings } from './options.ts';
import { LONGEST_LIFETIME, PAD } from './limits.ts';
import { checkId } from './ids.ts';
import { LONGEST_TOKEN, looksLikeJwt } from './jws.ts';
import { ANY, type Kind, type Revocation } from './revocation.ts';

/**
 * What to end. Of the objects, give exactly one of the five; `issuer` names whose (default this application's
 * own, or any issuer where there is none), and `except` the session that stays.
 */
export type Target =
  | ({ readonly issuer?: string } & (
      | { readonly token: string }
      | { readonly session: string }
      | ({ readonly except?: string } & (
          { readonly subject: string } | { readonly client: string } | { readonly tenant: string }
        ))
    ))
  | 'everything';

/** Why, for the audit trail. */
export interface Why {
  readonly reason?: string;
  readonly by?: string;
}

/** A JWT however it is spelled, a refresh token, or a ticket, also one that was copied badly. */
const SECRET =
  /^\s*(ey[\w-]+\.ey[\w-]+\.[\w-]*|[\w-]{22}\.\d{1,9}\.[\w-]{43}|.{1,255}\.out\.[\w-]{32,})=*\s*$/s;

const KINDS: readonly Exclude<Kind, 'everything'>[] = ['token', 'session', 'subject', 'client', 'tenant'];

/** The fact that a target asks for. Throws a `TypeError` for anything that is not exactly one target. */
export function factOf(target: Target, why: Why, settings: Settings): Revocation {
  const now = settings.clock.now();
  const common = {
    at: now,
    // Other nodes of the store may give their tokens and sessions longer lives than this one does.
    expiresAt: now + Math.max(settings.absolute, LONGEST_LIFETIME) + PAD,
    ...(why.reason === undefined ? {} : { reason: idFor('reason', why.reason) }),
    ...(why.by === undefined ? {} : { by: idFor('by', why.by) }),
  };
  if (target === 'everything') return { kind: 'everything', id: ANY, issuer: ANY, ...common };
  if (typeof target !== 'object' || target === null) throw new TypeError(`cannot revoke ${typeof target}`);
  const given: Partial<Record<string, unknown>> = { ...target };
  const [kind, ...others] = KINDS.filter((one) => one in given);
  const stranger = Object.keys(given).find((key) => !['issuer', 'except', ...KINDS].includes(key));
  if (kind === undefined || others.length > 0 || stranger !== undefined) {
    throw new TypeError(
      "a target names exactly one of token, session, subject, client, tenant, or is 'everything'",
    );
  }
  const issuer =
    given['issuer'] === undefined
      ? (settings.issuer?.name ?? ANY)
      : checkId('issuer', given['issuer'], 1_024);
  const fact = { kind, id: idFor(kind, given[kind]), issuer, ...common };
  // One token is over sooner than a session.
  if (kind === 'token') fact.expiresAt = now + LONGEST_LIFETIME + PAD;
  if (given['except'] === undefined) return fact;
  if (kind === 'token' || kind === 'session') throw new TypeError(`except makes no sense beside ${kind}`);
  return { ...fact, except: idFor('except', given['except']) };
}

/** An id that may be recorded, listed and told to listeners: a credential must not be. */
function idFor(what: string, given: unknown): string {
  if (typeof given === 'string' && SECRET.test(given) && !(what === 'token' && looksLikeJwt(given))) {
    throw new TypeError(`${what} must be an id, and this looks like a token`);
  }
  return checkId(what, given, what === 'token' ? LONGEST_TOKEN : 1_024);
}
