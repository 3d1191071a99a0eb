import { createListenerMiddleware } from '@reduxjs/toolkit';
import { identityApi } from '../api/identityApi';
import { learningApi } from '../api/learningApi';

export const listeners = createListenerMiddleware();

listeners.startListening({
  matcher: identityApi.endpoints.logout.matchFulfilled,
  effect: (_action, { dispatch }) => {
    dispatch(learningApi.util.resetApiState());
    dispatch(identityApi.util.resetApiState());
  },
});
