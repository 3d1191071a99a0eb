import type { Signals } from './signals.ts';
import type { VerifiedToken } from './token.ts';

/** A live token, as `verify` answers it. Instants are ms since the epoch. */
export interface Auth {
  readonly subject: string;
  /** The `sid`. */
  readonly session: string;
  /** The `jti`. */
  readonly token: string;
  readonly issuer: string;
  readonly client?: string;
  readonly tenant?: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Aborts the moment the token is revoked, on whichever node, or expires. */
  readonly signal: AbortSignal;
}

/** What `verify` answers: the signal is made only for those who ask for it. */
export class LiveAuth implements Auth {
  readonly subject: string;
  readonly session: string;
  readonly token: string;
  readonly issuer: string;
  readonly client?: string;
  readonly tenant?: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly #verified: VerifiedToken;
  readonly #signals: Signals;

  constructor(verified: VerifiedToken, signals: Signals) {
    this.subject = verified.subject;
    this.session = verified.session;
    this.token = verified.token;
    this.issuer = verified.issuer;
    if (verified.client !== undefined) this.client = verified.client;
    if (verified.tenant !== undefined) this.tenant = verified.tenant;
    this.issuedAt = verified.issuedAt;
    this.expiresAt = verified.expiresAt;
    this.claims = verified.claims;
    this.#verified = verified;
    this.#signals = signals;
  }

  get signal(): AbortSignal {
    return this.#signals.of(this.#verified);
  }
}
