import type { Dispatch, Middleware } from '@reduxjs/toolkit';
import type { ClientSession } from '../client/types.ts';
import { LOGOUT } from './logout-thunk.ts';

interface Settling {
  readonly type?: unknown;
  readonly meta?: { readonly requestId: string; readonly requestStatus?: string };
}

/**
 * Drops what began before a sign-out and settles after it: whatever a thunk dispatches then, and the answers to
 * requests whose `pending` came before, RTK Query's too. A dropped action is returned as it is. Put it first:
 * `getDefaultMiddleware().prepend(epochMiddleware(session))`.
 */
export function epochMiddleware(session: ClientSession): Middleware {
  const began = new Map<string, number>();

  /** Whether an action settles a request of an earlier epoch. */
  function late({ meta }: Settling): boolean {
    if (!meta?.requestStatus) return false;
    const { requestId, requestStatus } = meta;
    const { epoch } = session;
    if (requestStatus === 'pending') return !began.set(requestId, epoch);
    const begun = began.get(requestId) ?? epoch;
    began.delete(requestId);
    return begun !== epoch;
  }

  return ({ dispatch }) => {
    let epoch = NaN;
    let bound = dispatch;
    return (next) => (action) => {
      if (typeof action === 'function') {
        // The same for all of an epoch: RTK Query tells stores apart by it.
        if (epoch !== session.epoch) bound = during((epoch = session.epoch), dispatch);
        const now = bound;
        return next((_dispatch: unknown, ...rest: unknown[]) => (action as Thunk)(now, ...rest));
      }
      const settling = action as Settling;
      return late(settling) && !isLogout(settling) ? action : next(action);
    };
  };

  /** `dispatch`, which does nothing once `epoch` is over. */
  function during(epoch: number, dispatch: Dispatch): Dispatch {
    return (action) => (session.epoch === epoch || isLogout(action) ? dispatch(action) : action);
  }
}

type Thunk = (dispatch: Dispatch, ...rest: unknown[]) => unknown;

function isLogout({ type }: Settling): boolean {
  return String(type).startsWith(`${LOGOUT}/`);
}
