import type { Action } from '@reduxjs/toolkit';
import type { Persistor } from 'redux-persist';
import type { PurgeStep } from '../client/types.ts';
import { SIGNED_OUT } from './resettable.ts';

/** What is used of a store. */
interface Dispatching {
  dispatch(action: Action): unknown;
}

/** Has the `resettable` reducers of `store` begin anew. */
export function redux(store: Dispatching): PurgeStep {
  return {
    name: 'redux',
    reset() {
      store.dispatch({ type: SIGNED_OUT });
    },
  };
}

/** Empties `api`, and ends its polls and subscriptions. */
export function rtkQuery(store: Dispatching, api: { readonly util: { resetApiState(): Action } }): PurgeStep {
  return {
    name: 'rtk-query',
    reset() {
      store.dispatch(api.util.resetApiState());
    },
  };
}

/**
 * Takes what redux-persist has stored off the disk. Its pending writes are made first, while `guardStorage` drops
 * them: none is left that could be made under the next session.
 */
export function reduxPersist(persistor: Pick<Persistor, 'flush' | 'purge'>): PurgeStep {
  return {
    name: 'redux-persist',
    reset() {
      void persistor.flush();
    },
    async purge() {
      await persistor.purge();
    },
  };
}
