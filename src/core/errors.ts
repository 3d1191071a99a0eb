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

/** The store could not be asked or could not record. Nothing was decided: a token is as alive as before. */
export class StoreUnavailable extends CurfewError {
  readonly code = 'ERR_STORE_UNAVAILABLE';
  readonly status = 503;
}

/** Curfew was set up wrongly; the message says what to change. */
export class ConfigError extends CurfewError {
  readonly code = 'ERR_CONFIG';
  readonly status = 500;
}
