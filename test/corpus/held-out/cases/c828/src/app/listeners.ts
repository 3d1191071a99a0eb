import { createListenerMiddleware } from '@reduxjs/toolkit';
import { userLoggedOut, userLoggedIn } from '../features/session/sessionSlice';
import { bankApi } from '../services/bankApi';
import { env } from '../env';

export const listeners = createListenerMiddleware();

listeners.startListening({
  actionCreator: userLoggedIn,
  effect: (_action, { dispatch }) => {
    dispatch(bankApi.util.prefetch('accounts', undefined, { force: true }));
  },
});

listeners.startListening({
  actionCreator: userLoggedOut,
  effect: async (_action, { dispatch, getOriginalState }) => {
    const token = (getOriginalState() as any).session.token as string | null;
    dispatch(bankApi.util.resetApiState());
    if (!token) return;
    await fetch(`${env.API}/session`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${token}` },
      keepalive: true,
    });
  },
});
