import type { Clock } from './clock.ts';
import { StoreUnavailable, TokenExpired, TokenRevoked } from './errors.ts';
import { ends, type LoggedRevocation } from './revocation.ts';
import type { Timers } from './timers.ts';
import type { VerifiedToken } from './token.ts';

/** Expiry is looked at least this often, so that a clock that was set forward is noticed, ms. */
const LOOK = 1_000;

/** One `AbortSignal` per token in use: it aborts the moment the token is revoked or expires. */
export class Signals {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #verdict: (token: VerifiedToken) => Error | undefined;
  readonly #open = new Map<string, { token: VerifiedToken; controller: AbortController }>();
  #cancel: (() => void) | undefined;
  #due = Infinity;
  #isClosed = false;

  /** `verdict` says why a token is dead by what is known now. */
  constructor(clock: Clock, timers: Timers, verdict: (token: VerifiedToken) => Error | undefined) {
    this.#clock = clock;
    this.#timers = timers;
    this.#verdict = verdict;
  }

  /** The signal of a token, the same one for each of its requests; aborted already if the token has died. */
  of(token: VerifiedToken): AbortSignal {
    const dead = this.#verdict(token);
    if (dead) return AbortSignal.abort(dead);
    const known = this.#open.get(token.token);
    if (known) return known.controller.signal;
    const controller = new AbortController();
    this.#open.set(token.token, { token, controller });
    this.#schedule(token.expiresAt);
    return controller.signal;
  }

  /** Aborts what a revocation ended. */
  apply(fact: LoggedRevocation): void {
    for (const { token } of this.#open.values()) {
      if (ends(fact, token)) this.end(token, new TokenRevoked(`the ${fact.kind} was ended`));
    }
  }

  /** Aborts every token that `lost` picks. */
  lose(lost: (token: VerifiedToken) => boolean): void {
    for (const { token } of this.#open.values()) {
      if (lost(token)) this.end(token, new TokenRevoked('the log the token was bound to is lost'));
    }
  }

  /** The tokens that something hangs on. */
  tokens(): VerifiedToken[] {
    return [...this.#open.values()].map(({ token }) => token);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Nobody watches any more: whoever hangs on a token must not go on for ever. */
  close(): void {
    this.#cancel?.();
    this.#isClosed = true;
    for (const { token } of this.#open.values())
      this.end(token, new StoreUnavailable('this Curfew was closed'));
  }

  /** Aborts the signal of a token, if there is one. */
  end(token: VerifiedToken, why: Error): void {
    const entry = this.#open.get(token.token);
    this.#open.delete(token.token);
    entry?.controller.abort(why);
  }

  #schedule(expiresAt: number): void {
    const due = Math.min(expiresAt, this.#clock.now() + LOOK);
    if (this.#cancel && due >= this.#due) return;
    this.#cancel?.();
    this.#due = due;
    this.#cancel = this.#timers.after(Math.max(0, due - this.#clock.now()), () => this.#expire(), {
      background: true,
    });
  }

  #expire(): void {
    this.#cancel = undefined;
    this.#due = Infinity;
    const now = this.#clock.now();
    let next = Infinity;
    for (const { token } of this.#open.values()) {
      if (token.expiresAt <= now) this.end(token, new TokenExpired('the token expired'));
      else next = Math.min(next, token.expiresAt);
    }
    if (next !== Infinity) this.#schedule(next);
  }
}
