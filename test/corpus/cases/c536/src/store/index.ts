import { configureStore } from '@reduxjs/toolkit';
import { identityApi } from '../api/identityApi';
import { learningApi } from '../api/learningApi';
import { listeners } from './listeners';

export const store = configureStore({
  reducer: {
    [identityApi.reducerPath]: identityApi.reducer,
    [learningApi.reducerPath]: learningApi.reducer,
  },
  middleware: (getDefault) =>
    getDefault().prepend(listeners.middleware).concat(identityApi.middleware, learningApi.middleware),
});
