import { useCallback, useSyncExternalStore } from 'react';
import type { ClientSession } from '../client/types.ts';

/** Whether somebody is signed in. */
export interface SessionState {
  /** Names the session that lives; undefined when signed out, and on a server. */
  readonly id: string | undefined;
  readonly signedIn: boolean;
}

/** Follows `session`: renders again after each sign-in and sign-out, in this tab or another. */
export function useSession(session: ClientSession): SessionState {
  const subscribe = useCallback((listener: () => void) => session.subscribe(listener), [session]);
  const id = useSyncExternalStore(
    subscribe,
    () => session.id,
    () => undefined,
  );
  return { id, signedIn: id !== undefined };
}
