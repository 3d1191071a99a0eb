import { CurfewError, late, StoreUnavailable } from './errors.ts';
import { STORE_DEADLINE } from './limits.ts';
import type { Attached, Changes, Opened, Rotation, Store } from './store.ts';
import { within, type Timers } from './timers.ts';

/**
 * A store as the rest of core sees it: whatever the one beneath does, a call ends in bounded time, and every
 * failure that is not already an error of Curfew is a `StoreUnavailable`.
 */
export function bounded(store: Store, timers: Timers): Store {
  async function call<T>(work: () => Promise<T>, limit: number = STORE_DEADLINE): Promise<T> {
    try {
      return await within(timers, limit, work(), late);
    } catch (error) {
      // What it says may hold what it was given: a session's secret among it.
      const kind = error instanceof Error ? error.name : typeof error;
      throw error instanceof CurfewError ? error : new StoreUnavailable(`the store failed: ${kind}`);
    }
  }

  return {
    name: store.name,
    attach: (staleness) => call<Attached>(() => store.attach(staleness)),
    append: (revocations, seen) => call(() => store.append(revocations, seen)),
    find: (bearer) => call(() => store.find(bearer)),
    changes: (after, options) =>
      call<Changes>(() => store.changes(after, options), STORE_DEADLINE + (options?.wait ?? 0)),
    // Bounded by its signal.
    settled: (cursor, signal) => store.settled(cursor, signal),
    open: (session, limit, seen) => call<Opened>(() => store.open(session, limit, seen)),
    touch: (sid, seenAt) => call(() => store.touch(sid, seenAt)),
    session: (sid) => call(() => store.session(sid)),
    sessions: (subject) => call(() => store.sessions(subject)),
    rotate: (sid, generation, now, grace, seen) =>
      call<Rotation>(() => store.rotate(sid, generation, now, grace, seen)),
    vouch: (doubt, cursor, revocations) =>
      call(() => store.vouch(doubt, cursor, revocations), STORE_DEADLINE + revocations.length / 10),
    remind: (memory) => call(() => store.remind(memory)),
    renew: (doubt) => call(() => store.renew(doubt)),
    leave: (replica) => call(() => store.leave(replica)),
    close: () => store.close(),
  };
}
