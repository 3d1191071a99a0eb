import type { Clock } from './clock.ts';
import { StoreUnavailable, TokenExpired, TokenRevoked } from './errors.ts';
import { ends, idOf, type Kind, type LoggedRevocation } from './revocation.ts';
import type { Timers } from './timers.ts';
import type { VerifiedToken } from './token.ts';

/** Expiry is looked at least this often, so that a clock that was set forward is noticed, ms. */
const LOOK = 1_000;

const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant'];

/** One `AbortSignal` per token in use: it aborts the moment the token is revoked or expires. */
export class Signals {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #verdict: (token: VerifiedToken) => Error | undefined;
  readonly #open = new Map<string, { token: VerifiedToken; controller: AbortController }>();
  /** The names of the open ones, by what a revocation can name of them. */
  readonly #named = new Map<string, Set<string>>();
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
    const known = this.#open.get(keyOf(token));
    if (known) return known.controller.signal;
    const controller = new AbortController();
    this.#open.set(keyOf(token), { token, controller });
    for (const name of namesOf(token)) {
      const named = this.#named.get(name);
      if (named) named.add(keyOf(token));
      else this.#named.set(name, new Set([keyOf(token)]));
    }
    this.#schedule(token.expiresAt);
    return controller.signal;
  }

  /** Aborts what a revocation ended. */
  apply(fact: LoggedRevocation): void {
    const concerned =
      fact.kind === 'everything' ? this.#open.keys() : (this.#named.get(nameOf(fact.kind, fact.id)) ?? []);
    for (const key of concerned) {
      const token = this.#open.get(key)?.token;
      if (token && ends(fact, token)) this.end(token, new TokenRevoked(`the ${fact.kind} was ended`));
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
    const entry = this.#open.get(keyOf(token));
    this.#open.delete(keyOf(token));
    for (const name of entry ? namesOf(entry.token) : []) {
      const named = this.#named.get(name);
      named?.delete(keyOf(token));
      if (named?.size === 0) this.#named.delete(name);
    }
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

/** What a revocation can name of a token, all of them apart from each other. */
function namesOf(token: VerifiedToken): string[] {
  return KINDS.flatMap((kind) => {
    const id = idOf(kind, token);
    return id === undefined ? [] : [nameOf(kind, id)];
  });
}

function nameOf(kind: Kind, id: string): string {
  return `${kind} ${id}`;
}

/** Two issuers may give two tokens the same name. */
function keyOf({ issuer, token }: VerifiedToken): string {
  return `${issuer}\n${token}`;
}
