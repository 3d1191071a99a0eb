import type { PurgeStep } from '../client/types.ts';
import { beginnings } from './resettable.ts';

/** What is used of a store, or of its hook. */
export interface ResettableStore<T> {
  readonly getState: () => T;
  readonly getInitialState: () => T;
  readonly setState: (state: T, replace: true) => unknown;
  /** Of the middleware with that name. */
  readonly persist?: { readonly clearStorage: () => void };
}

/** Gives `store` the state that it began with, and deletes what `persist` has stored of it. */
export function zustand<T>(store: ResettableStore<T>): PurgeStep {
  const begin = (beginnings.get(store.getState) ?? store.getInitialState) as () => T;
  return {
    name: 'zustand',
    reset() {
      store.setState(begin(), true);
      store.persist?.clearStorage();
    },
  };
}
