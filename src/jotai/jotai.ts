import type { createStore, PrimitiveAtom } from 'jotai/vanilla';
import { RESET } from 'jotai/vanilla/utils';
import type { ClientSession, PurgeStep } from '../client/types.ts';

/** An atom that can be set: one with an initial value, or one of `atomWithStorage`. */
interface Settable {
  readonly read: (...args: never[]) => unknown;
  readonly write: (...args: never[]) => unknown;
}

/**
 * Gives `atoms` of `store` the value that they began with, and takes what `atomWithStorage` has stored off the disk.
 * From the sign-out to the next sign-in they keep it, whoever sets them: nobody can tell whose value that is.
 */
export function jotai(
  session: ClientSession,
  store: ReturnType<typeof createStore>,
  ...atoms: readonly Settable[]
): PurgeStep {
  const watched: (() => void)[] = [];
  return {
    name: 'jotai',
    reset() {
      for (const stop of watched.splice(0)) stop();
      for (const each of atoms as readonly (PrimitiveAtom<unknown> & { readonly init?: unknown })[]) {
        const clear = (): void => store.set(each, 'init' in each ? each.init : RESET);
        clear();
        watched.push(store.sub(each, () => session.signedIn || clear()));
      }
    },
  };
}
