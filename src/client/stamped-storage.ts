import type { ClientSession } from './types.ts';

/** Storage of strings by key, synchronous or not: Web Storage, or what looks like it. */
export interface TextStorage {
  getItem(key: string): string | null | PromiseLike<string | null>;
  setItem(key: string, value: string): unknown;
  removeItem(key: string): unknown;
}

/**
 * `storage` for what belongs to a session: each value carries the id of the session that wrote it. A read under
 * another id, or under none, answers null and deletes. A write is dropped unless the session that it was made in
 * still lives. With an asynchronous storage one operation waits for the one before, so that a slow write cannot
 * land after the removal that followed it. Without a usable storage nothing is kept.
 */
export function stampedStorage(
  session: ClientSession,
  storage: TextStorage | undefined = local(),
): TextStorage {
  let last: unknown;

  /** Runs at once, or after the operation before when that is not over yet. */
  function next<T>(operation: () => T): T {
    const answer = isPromise(last) ? last.then(operation, operation) : operation();
    last = answer;
    return answer as T;
  }

  return {
    getItem: (key) =>
      next(() => {
        const raw = storage?.getItem(key);
        return isPromise<string | null>(raw) ? raw.then((late) => read(key, late)) : read(key, raw);
      }),
    setItem(key, value) {
      const stamp = stampOf(session);
      return next(() =>
        stamp && stamp === stampOf(session) ? storage?.setItem(key, stamp + value) : undefined,
      );
    },
    removeItem: (key) => next(() => storage?.removeItem(key)),
  };

  function read(key: string, raw: string | null | undefined): string | null {
    const value = unstamped(session, raw);
    if (value === null && raw) storage?.removeItem(key);
    return value;
  }
}

/** What was written in the session that lives now; null for all else. */
export function unstamped(session: ClientSession, raw: string | null | undefined): string | null {
  const stamp = stampOf(session);
  return raw && stamp && raw.startsWith(stamp) ? raw.slice(stamp.length) : null;
}

/** In JSON the id ends itself: no id's stamp is the beginning of another's. */
function stampOf(session: ClientSession): string | undefined {
  return JSON.stringify(session.id);
}

/** Asking for it throws where the browser blocks it. */
function local(): TextStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function isPromise<T>(value: unknown): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | undefined)?.then === 'function';
}
