import type { PurgeStep } from '../client/types.ts';

/** A WebSocket, an EventSource, a BroadcastChannel, a socket of socket.io … */
export interface Closable {
  close(): unknown;
}

/** Closes what is open, at once. A function is asked at the sign-out for what is open then. */
export function sockets(...open: readonly (Closable | (() => Iterable<Closable>))[]): PurgeStep {
  return {
    name: 'sockets',
    reset() {
      const errors: unknown[] = [];
      for (const one of open.flatMap((each) => (typeof each === 'function' ? [...each()] : [each]))) {
        try {
          one.close();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
