import { stampedStorage, type TextStorage } from '../client/stamped-storage.ts';
import type { ClientSession } from '../client/types.ts';

/** What redux-persist takes as `storage`. */
export interface PromisedStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
}

/**
 * `storage`, by default `localStorage`, for redux-persist: what one session wrote, no other reads, and once it is
 * over nothing is written, however long the write was pending. See `stampedStorage`.
 */
export function guardStorage(session: ClientSession, storage?: TextStorage): PromisedStorage {
  const stamped = stampedStorage(session, storage);
  return {
    getItem: async (key) => stamped.getItem(key),
    async setItem(key, value) {
      await stamped.setItem(key, value);
    },
    async removeItem(key) {
      await stamped.removeItem(key);
    },
  };
}
