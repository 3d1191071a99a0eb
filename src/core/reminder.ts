import { FAILURE_PAUSE } from './limits.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { StoredSession } from './session.ts';
import type { Store } from './store.ts';
import { sleep, within, type Timers } from './timers.ts';

/** How much is told in one call. */
const PORTION = 500;
/** How long one call may take before it is tried again, ms: what is brought late is of no use. */
const DEADLINE = 1_000;
/** For how long what was brought back is remembered, should it be lost again before anybody has met it, ms. */
const AGAIN = 5_000;

/** Brings back to a store, in portions, what this node remembers and the store has lost. */
export class Reminder {
  readonly #store: Store;
  readonly #timers: Timers;
  readonly #signal: AbortSignal;
  #revocations: LoggedRevocation[] = [];
  #sessions = new Map<string, StoredSession>();
  /** What was brought back a moment ago. */
  readonly #brought = new Map<string, StoredSession>();
  #working = false;

  /** It stops when `signal` aborts. */
  constructor(store: Store, timers: Timers, signal: AbortSignal) {
    this.#store = store;
    this.#timers = timers;
    this.#signal = signal;
  }

  /**
   * What is to be brought back: facts that were found missing anew, and, after a loss, sessions, with those that were
   * brought a moment ago. Sessions that are owed already stay so.
   */
  owe(revocations: readonly LoggedRevocation[], sessions?: readonly StoredSession[]): void {
    this.#revocations = [...revocations];
    const lost = sessions ? [...this.#brought.values(), ...sessions] : [];
    for (const session of lost) this.#sessions.set(session.id, session);
    if (!this.#working) void this.#work();
  }

  /** Nothing is owed any more: another log is followed. */
  forget(): void {
    this.#revocations = [];
    this.#sessions.clear();
    this.#brought.clear();
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#revocations.length + this.#sessions.size > 0 && !this.#signal.aborted) {
      const revocations = this.#revocations.slice(0, PORTION);
      const sessions = [...this.#sessions.values()].slice(0, PORTION);
      const call = this.#store.remind({ revocations, sessions });
      try {
        await within(this.#timers, DEADLINE, call, () => new Error('too late'));
        this.#revocations = this.#revocations.filter((fact) => !revocations.includes(fact));
        this.#keep(sessions);
      } catch {
        await sleep(this.#timers, FAILURE_PAUSE, { signal: this.#signal, background: true });
      }
    }
    this.#working = false;
  }

  #keep(sessions: readonly StoredSession[]): void {
    for (const session of sessions) {
      if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id);
      this.#brought.set(session.id, session);
    }
    const forget = (): void => {
      for (const session of sessions)
        if (this.#brought.get(session.id) === session) this.#brought.delete(session.id);
    };
    if (sessions.length > 0) this.#timers.after(AGAIN, forget, { background: true });
  }
}
