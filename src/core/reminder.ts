import { FAILURE_PAUSE } from './limits.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { StoredSession } from './session.ts';
import type { Store } from './store.ts';
import { sleep, within, type Timers } from './timers.ts';

/** How much is told in one call. */
const PORTION = 500;
/** How long one call may take before it is tried again, ms: what is brought late is of no use. */
const DEADLINE = 1_000;

/** Brings back to a store, in portions, what this node remembers and the store has lost. */
export class Reminder {
  readonly #store: Store;
  readonly #timers: Timers;
  readonly #signal: AbortSignal;
  #revocations: LoggedRevocation[] = [];
  #sessions = new Map<string, StoredSession>();
  #working = false;

  /** It stops when `signal` aborts. */
  constructor(store: Store, timers: Timers, signal: AbortSignal) {
    this.#store = store;
    this.#timers = timers;
    this.#signal = signal;
  }

  /** What is to be brought back; sessions that are owed already stay so, facts were found missing anew. */
  owe(revocations: readonly LoggedRevocation[], sessions: readonly StoredSession[]): void {
    this.#revocations = [...revocations];
    for (const session of sessions) this.#sessions.set(session.id, session);
    if (!this.#working) void this.#work();
  }

  /** Nothing is owed any more: another log is followed. */
  forget(): void {
    this.#revocations = [];
    this.#sessions.clear();
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
        for (const session of sessions) {
          if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id);
        }
      } catch {
        await sleep(this.#timers, FAILURE_PAUSE, { signal: this.#signal, background: true });
      }
    }
    this.#working = false;
  }
}
