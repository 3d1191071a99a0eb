/**
 * A store that keeps everything in one file, to which it only adds: for one process, and for some thousands of open
 * sessions, because all of it is in memory too. It is here to show how a store is written: docs/own-store.md.
 */
import { resolve } from 'node:path';
import {
  parseCursor,
  StoreUnavailable,
  type Attached,
  type Bearer,
  type Changes,
  type ChangesOptions,
  type Cursor,
  type LimitInForce,
  type LoggedRevocation,
  type Memory,
  type NewSession,
  type Opened,
  type Revocation,
  type Rotation,
  type Store,
  type StoredSession,
} from 'curfew';
import * as decide from './decisions.ts';
import { remind, renewed, vouched } from './recovery.ts';
import { copyOf, type State } from './state.ts';
import { stepsOn, type Steps } from './steps.ts';

/** The store in the file at `path`. A second process is refused with `ConfigError` when it joins. */
export function journal(path: string): Store {
  return new JournalStore(stepsOn(resolve(path)));
}

class JournalStore implements Store {
  readonly name = 'journal';
  readonly #steps: Steps;
  #joined: Promise<void> | undefined;
  #users = 0;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  async attach(staleness?: number): Promise<Attached> {
    await (this.#joined ??= this.#steps.join().catch((error: unknown) => {
      this.#joined = undefined;
      throw error;
    }));
    const attached = await this.#take(({ head }) => {
      const age = Math.max(0, Date.now() - head.beganAt);
      const { incarnation, generation } = head;
      return { answer: { incarnation, generation, age, staleness: this.#steps.leases.agree(staleness) } };
    });
    this.#users += 1;
    return attached;
  }

  append(revocations: readonly Revocation[], seen?: Cursor): Promise<Cursor> {
    return this.#take((state) => {
      const forget = decide.forget(Math.max(0, ...revocations.map((fact) => fact.at)));
      const { answer, line = [] } = decide.append(state, revocations);
      return { answer, line: [forget, ...line] };
    }, seen);
  }

  find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    return this.#take((state) => ({ answer: state.facts.find(bearer) }));
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    const { replica, staleness, wait = 0, signal } = options;
    const { leases, news } = this.#steps;
    const end = performance.now() + wait;
    if (replica !== undefined && staleness !== undefined) {
      await this.#take((state) => {
        const applied = state.isOurs(after) ? parseCursor(after)?.position : undefined;
        return { answer: leases.renew(replica, applied, staleness) };
      }, after);
      news.tell();
    }
    for (;;) {
      const { version } = news;
      const answer = await this.#take((state) => ({ answer: state.since(after) }), after);
      const left = end - performance.now();
      if (answer.cursor !== after || left <= 0 || signal?.aborted === true) return answer;
      await news.since(version, left, signal);
    }
  }

  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const { leases, news } = this.#steps;
    const place = parseCursor(cursor)?.position;
    for (;;) {
      const { version } = news;
      const applied = await this.#take((state) => {
        if (!place || !state.isOurs(cursor)) throw new StoreUnavailable('the log has been lost meanwhile');
        return { answer: leases.applied(place) };
      });
      if (applied) return;
      signal.throwIfAborted();
      await news.since(version, 50, signal);
    }
  }

  open(session: NewSession, limit?: LimitInForce, seen?: Cursor): Promise<Opened> {
    return this.#take((state) => decide.open(state, session, limit), seen);
  }

  touch(sid: string, seenAt: number): Promise<void> {
    return this.#take((state) => decide.touch(state, sid, seenAt));
  }

  session(sid: string): Promise<StoredSession | undefined> {
    return this.#take((state) => {
      const row = decide.rowOf(state, sid);
      return { answer: row && copyOf(row.session) };
    });
  }

  sessions(subject?: string): Promise<StoredSession[]> {
    return this.#take((state) => ({ answer: copyOf(state.sessions(subject)) }));
  }

  rotate(sid: string, generation: number, now: number, grace: number, seen?: Cursor): Promise<Rotation> {
    return this.#take((state) => decide.rotate(state, sid, generation, now, grace), seen);
  }

  async vouch(doubt: string, cursor: Cursor, revocations: readonly LoggedRevocation[]): Promise<void> {
    await this.#isJoined();
    await this.#steps.settle(doubt, (state) => vouched(state, cursor, revocations));
  }

  remind(memory: Memory): Promise<void> {
    return this.#take((state) => remind(state, memory));
  }

  async renew(doubt: string): Promise<void> {
    await this.#isJoined();
    await this.#steps.settle(doubt, renewed);
  }

  async leave(replica: string): Promise<void> {
    this.#steps.leases.leave(replica);
    this.#steps.news.tell();
  }

  async close(): Promise<void> {
    this.#users = Math.max(0, this.#users - 1);
    if (this.#users > 0 || !this.#joined) return;
    this.#joined = undefined;
    await this.#steps.leave();
  }

  async #take<T>(work: (state: State) => decide.Step<T>, seen?: Cursor): Promise<T> {
    await this.#isJoined();
    return this.#steps.take(work, seen);
  }

  async #isJoined(): Promise<void> {
    if (!this.#joined) throw new StoreUnavailable('the journal was closed');
    await this.#joined;
  }
}
