import type { PurgeStep } from '../client/types.ts';

/** The beginnings of the keys to remove, such as `'acme.'`; `''` means every key but those of Curfew. */
export interface WebStorageKeys {
  readonly local?: readonly string[];
  readonly session?: readonly string[];
}

/**
 * Removes keys of `localStorage` and `sessionStorage`: at once, and once more after every other step has begun, for
 * what was written in between. Never those of Curfew itself, which hold logouts that the server has yet to confirm.
 */
export function webStorage({ local = [], session = [] }: WebStorageKeys): PurgeStep {
  const clear = (): void => {
    // Asking for it throws where the browser forbids it: nothing is kept there then.
    remove(() => localStorage, local);
    remove(() => sessionStorage, session);
  };
  return { name: 'web storage', reset: clear, purge: clear };
}

function remove(of: () => Storage, beginnings: readonly string[]): void {
  if (beginnings.length === 0) return;
  const storage = usable(of);
  for (const key of Object.keys(storage ?? {})) {
    if (!key.startsWith('curfew:') && beginnings.some((one) => key.startsWith(one))) storage?.removeItem(key);
  }
}

function usable(of: () => Storage): Storage | undefined {
  try {
    return of();
  } catch {
    return undefined;
  }
}
