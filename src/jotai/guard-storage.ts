import { stampedStorage, unstamped } from '../client/stamped-storage.ts';
import type { ClientSession } from '../client/types.ts';

/** What `createJSONStorage` takes. */
export interface GuardedStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  /** Follows what other tabs of the same session write. */
  subscribe(key: string, callback: (value: string | null) => void): () => void;
}

/**
 * `storage`, by default `localStorage`, for `createJSONStorage(() => guardStorage(session))`: what one session wrote,
 * no other reads, and once it is over nothing is written.
 */
export function guardStorage(
  session: ClientSession,
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): GuardedStorage {
  return {
    // Synchronous, because the storage is.
    ...(stampedStorage(session, storage) as GuardedStorage),
    subscribe(key, callback) {
      const heard = (event: StorageEvent): void => {
        if (event.key === key && event.storageArea === (storage ?? localStorage))
          callback(unstamped(session, event.newValue));
      };
      addEventListener('storage', heard);
      return () => removeEventListener('storage', heard);
    },
  };
}
