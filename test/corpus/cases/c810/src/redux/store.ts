import { configureStore } from '@reduxjs/toolkit';
import { apiSlice } from './api/apiSlice';
import auth from './authSlice';

export const store = configureStore({
  reducer: { [apiSlice.reducerPath]: apiSlice.reducer, auth },
  middleware: (getDefault) => getDefault().concat(apiSlice.middleware),
});
export type RootState = ReturnType<typeof store.getState>;
