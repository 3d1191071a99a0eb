import type { StateCreator, StoreMutatorIdentifier } from 'zustand/vanilla';
import type { ClientSession } from '../client/types.ts';

type Mutators = [StoreMutatorIdentifier, unknown][];

/** How a store begins anew, by its `getState`: that is the same function in a store and in its hook. */
export const beginnings: WeakMap<() => unknown, () => unknown> = new WeakMap();

/**
 * `create`, for a store whose actions may be slow: what an action that began before a sign-out sets after it is
 * dropped. Put it innermost: `persist(resettable(session, (set) => …), …)`, and give the store to `zustand`.
 */
export function resettable<T, In extends Mutators = [], Out extends Mutators = []>(
  session: ClientSession,
  create: StateCreator<T, In, Out>,
): StateCreator<T, In, Out> {
  return (set, get, store) => {
    /** The state of this epoch, which can be set in no other. */
    const begin = (): T => {
      const { epoch } = session;
      const setNow = (...change: unknown[]): unknown =>
        session.epoch === epoch ? (set as typeof setNow)(...change) : undefined;
      return create(setNow as typeof set, get, store);
    };
    beginnings.set((store as { readonly getState: () => T }).getState, begin);
    return begin();
  };
}
