import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';
import theme from './themeSlice';
import user from './userSlice';

const root = combineReducers({ theme, user });
export const store = configureStore({ reducer: persistReducer({ key: 'ui', storage, whitelist: ['theme'] }, root) });
export const persistor = persistStore(store);
