import { randomId } from './base64url.ts';
import { PAD } from './limits.ts';
import type { Cursor } from './position.ts';
import type { Revocation } from './revocation.ts';

/** What the application knows of the machine a session runs on; shown to its owner, never trusted. */
export interface Device {
  /** A name for people: "Firefox on Linux". */
  name?: string;
  userAgent?: string;
  ip?: string;
}

/** A login that is still open, as its owner may see it. Instants are ms since the epoch. */
export interface Session {
  /** The `sid` of its tokens. */
  readonly id: string;
  readonly subject: string;
  readonly issuer: string;
  readonly client?: string;
  readonly tenant?: string;
  readonly device?: Device;
  readonly startedAt: number;
  /** The last request or refresh that the store was told of; it lags by at most a tenth of the idle limit. */
  readonly seenAt: number;
  /** The absolute limit: no token of the session outlives it. */
  readonly expiresAt: number;
}

/** What a store is given to open a session. */
export interface NewSession extends Session {
  /** The application's own claims, repeated in every access token of the session. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Random, per session. With the signing key it makes refresh tokens; alone, the ticket. */
  readonly secret: string;
}

/** What a store keeps of a session. */
export interface StoredSession extends NewSession {
  /** Where in the log the session began: a cut-off ends it only when it comes later. */
  readonly began: Cursor;
  /** How many times its refresh token was rotated: the only state a refresh token has. */
  readonly generation: number;
  /** When that last happened. */
  readonly rotatedAt: number;
  /** Set once, when it ended. */
  readonly endedAt?: number;
}

/** How many sessions a subject may hold at once, and what happens to the next. */
export interface SessionLimit {
  readonly max: number;
  readonly then: 'end-oldest' | 'refuse';
}

/** What a store is told of the limit. */
export interface LimitInForce extends SessionLimit {
  /** ms without use after which a session no longer counts. */
  readonly idle?: number;
}

/** What the secret of a session begins with that another issuer opened. */
const FOREIGN = 'foreign ';

/** The secret of a session that another issuer opened: for its ticket, since its refresh tokens are the issuer's own. */
export function foreignSecret(): string {
  return FOREIGN + randomId(32);
}

/** Whether another issuer opened a session. Older versions gave it no secret. */
export function isForeign({ secret }: Pick<NewSession, 'secret'>): boolean {
  return secret === '' || secret.startsWith(FOREIGN);
}

/** The fact that ends one session; kept until nothing of the session can be valid any more. */
export function endOf(
  session: Pick<Session, 'id' | 'issuer' | 'expiresAt'>,
  at: number,
  reason: string,
): Revocation {
  const { id, issuer, expiresAt } = session;
  return { kind: 'session', id, issuer, at, expiresAt: expiresAt + PAD, reason };
}

/** Whether an open session counts at `now`: it is within its absolute limit, and within the idle limit if there is one. */
export function isInUse(session: Session, now: number, limit: LimitInForce): boolean {
  return now < session.expiresAt && now - session.seenAt <= (limit.idle ?? Infinity);
}

/** A session without what only the store and the issuer may know. */
export function publicSession(stored: StoredSession): Session {
  const { id, subject, issuer, client, tenant, device, startedAt, seenAt, expiresAt } = stored;
  return {
    id,
    subject,
    issuer,
    ...(client === undefined ? {} : { client }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(device === undefined ? {} : { device }),
    startedAt,
    seenAt,
    expiresAt,
  };
}
