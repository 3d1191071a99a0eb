import type { Position } from './position.ts';

const HELP = 'https://unpkg.com/curfew/docs/errors.md';

/** What every error of Curfew carries. Messages never hold a token, a key or any other secret. */
export abstract class CurfewError extends Error {
  /** Stable, and safe to branch on: `ERR_TOKEN_REVOKED` … */
  abstract readonly code: string;
  /** The HTTP status that says the same. */
  abstract readonly status: number;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }

  /** Where the error is explained, with what to do. */
  get help(): string {
    return `${HELP}#${this.code.toLowerCase()}`;
  }
}

/** The token is not one of ours: malformed, forged, of another type, issuer or audience. */
export class TokenInvalid extends CurfewError {
  readonly code = 'ERR_TOKEN_INVALID';
  readonly status = 401;
}

/** The token is genuine and past its `exp`, or its session is past its idle or absolute limit. */
export class TokenExpired extends CurfewError {
  readonly code = 'ERR_TOKEN_EXPIRED';
  readonly status = 401;
}

/** The token is genuine and was ended: by a logout, a revocation, or the loss of the log it was bound to. */
export class TokenRevoked extends CurfewError {
  readonly code = 'ERR_TOKEN_REVOKED';
  readonly status = 401;
}

/** A refresh token was used a second time after the grace: the session has been ended (RFC 9700, 4.14). */
export class RefreshReused extends CurfewError {
  readonly code = 'ERR_REFRESH_REUSED';
  readonly status = 401;
}

/** The subject has as many sessions as `sessions.limit` allows, and the policy is to refuse the next. */
export class SessionLimitReached extends CurfewError {
  readonly code = 'ERR_SESSION_LIMIT';
  readonly status = 403;
}

/** Why a store that can be reached is not to be believed for now. */
export interface Doubt {
  /** Which doubt it is: whoever ends it says which one they mean. */
  readonly id: string;
  /** What was noticed, for people. */
  readonly reason: string;
  /** How long the store has surely been in it, ms: nothing was acknowledged since. */
  readonly age: number;
  /** A place that the log is known to have reached: who has not got as far cannot vouch. */
  readonly beyond?: Position;
}

/** The store could not be asked or could not record. Nothing was decided: a token is as alive as before. */
export class StoreUnavailable extends CurfewError {
  readonly code = 'ERR_STORE_UNAVAILABLE';
  readonly status = 503;
  /** Set when the store answered, and may have lost something. */
  readonly doubt: Doubt | undefined;

  constructor(message: string, options: { cause?: unknown; doubt?: Doubt } = {}) {
    super(message, options);
    this.doubt = options.doubt;
  }
}

/** The error of a store that took too long. */
export function late(): StoreUnavailable {
  return new StoreUnavailable('the store did not answer in time');
}

/** The error of a store in doubt. */
export function inDoubt(doubt: Doubt): StoreUnavailable {
  return new StoreUnavailable(`the store may have lost something: ${doubt.reason}`, { doubt });
}

/** The keys of an issuer that is trusted, or its verifier, cannot be reached: a token of it is as alive as before. */
export class IssuerUnavailable extends CurfewError {
  readonly code = 'ERR_ISSUER_UNAVAILABLE';
  readonly status = 503;
}

/** Why a statement is refused, in the codes of RFC 8935, 2.4. */
export type Fault =
  | 'invalid_request'
  | 'invalid_key'
  | 'invalid_issuer'
  | 'invalid_audience'
  | 'authentication_failed'
  | 'access_denied'
  | 'invalid_state';

/** A logout token or a security event that another issuer is said to have sent is refused; it ended nothing. */
export class StatementRefused extends CurfewError {
  readonly code = 'ERR_STATEMENT_REFUSED';
  readonly status = 400;
  readonly fault: Fault;

  constructor(fault: Fault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Curfew was set up wrongly; the message says what to change. */
export class ConfigError extends CurfewError {
  readonly code = 'ERR_CONFIG';
  readonly status = 500;
}
