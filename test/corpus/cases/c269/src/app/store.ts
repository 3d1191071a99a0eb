import { configureStore } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage/session';
import userReducer from './userSlice';

export const store = configureStore({ reducer: { user: persistReducer({ key: 'user', storage }, userReducer) } });
export const persistor = persistStore(store);
