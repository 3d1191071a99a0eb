import type { PurgeStep } from '../client/types.ts';

/**
 * Unregisters the service workers of this origin. One that controls a page goes on until that page is left: navigate in
 * `onSignedOut`. Where there are none, as without TLS, nothing.
 */
export function serviceWorkers(): PurgeStep {
  return {
    name: 'service workers',
    async purge() {
      const all = (await globalThis.navigator?.serviceWorker?.getRegistrations()) ?? [];
      await Promise.all(all.map((one) => one.unregister()));
    },
  };
}
