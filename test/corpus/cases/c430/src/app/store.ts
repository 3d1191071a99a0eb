import { configureStore } from '@reduxjs/toolkit';
import auth from '../features/auth/authSlice';
import { bankApi } from '../services/bankApi';

export const store = configureStore({
  reducer: { auth, [bankApi.reducerPath]: bankApi.reducer },
  middleware: (getDefault) => getDefault().concat(bankApi.middleware),
});

export type RootState = ReturnType<typeof store.getState>;
