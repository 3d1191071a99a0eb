import type { PurgeStep } from '../client/types.ts';

/** Deletes the caches of Cache Storage whose names fit; by default all. Where there is none, as without TLS, nothing. */
export function cacheStorage(pattern: RegExp = /^/): PurgeStep {
  return {
    name: 'Cache Storage',
    async purge() {
      const all = globalThis.caches;
      // A pattern with the flag g remembers where it stopped.
      const names = (await all?.keys())?.filter((name) => name.search(pattern) >= 0) ?? [];
      await Promise.all(names.map((name) => all.delete(name)));
    },
  };
}
