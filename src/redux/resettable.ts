import type { Action, Reducer } from '@reduxjs/toolkit';
import type { ClientSession } from '../client/types.ts';

/** Has every `resettable` reducer of a store begin anew. */
export const SIGNED_OUT = 'curfew/signedOut';

/**
 * `reducer`, which begins anew with the first action of a new epoch: no slice keeps what was in it. What
 * redux-persist has noted in the state stays, at the top and in each slice, so that it goes on persisting.
 */
export function resettable<S, A extends Action, P>(
  session: ClientSession,
  reducer: Reducer<S, A, P>,
): Reducer<S, A, P> {
  let { epoch } = session;
  return (state, action) => {
    if (epoch === session.epoch && action.type !== SIGNED_OUT) return reducer(state, action);
    epoch = session.epoch;
    return withNotes(reducer(undefined, action), state);
  };
}

/** `fresh`, with what redux-persist noted in `old`. */
function withNotes<S>(fresh: S, old: unknown): S {
  let kept = fresh;
  for (const [key, value] of Object.entries((old ?? {}) as Record<string, { _persist?: object } | null>)) {
    const notes = value?._persist && { ...fresh[key as keyof S], _persist: value._persist };
    if (notes || key === '_persist') kept = Object.assign({}, kept, { [key]: notes ?? value });
  }
  return kept;
}
