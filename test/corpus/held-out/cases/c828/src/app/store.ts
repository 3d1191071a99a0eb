import { configureStore } from '@reduxjs/toolkit';
import { bankApi } from '../services/bankApi';
import { sessionSlice } from '../features/session/sessionSlice';
import { listeners } from './listeners';

export const store = configureStore({
  reducer: {
    [bankApi.reducerPath]: bankApi.reducer,
    session: sessionSlice.reducer,
  },
  middleware: (getDefault) => getDefault().prepend(listeners.middleware).concat(bankApi.middleware),
});

export type RootState = ReturnType<typeof store.getState>;
