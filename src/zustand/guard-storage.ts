import type { StateStorage } from 'zustand/middleware';
import { stampedStorage } from '../client/stamped-storage.ts';
import type { ClientSession } from '../client/types.ts';

/**
 * `storage`, by default `localStorage`, for `createJSONStorage(() => guardStorage(session))`: what one session wrote,
 * no other reads, and once it is over nothing is written. Synchronous where `storage` is.
 */
export function guardStorage(session: ClientSession, storage?: StateStorage): StateStorage {
  return stampedStorage(session, storage);
}
