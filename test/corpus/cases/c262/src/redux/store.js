import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';
import auth from './authSlice';
import profile from './profileSlice';

const persisted = persistReducer({ key: 'root', storage, whitelist: ['auth', 'profile'] }, combineReducers({ auth, profile }));

export const store = configureStore({
  reducer: persisted,
  middleware: (getDefault) => getDefault({ serializableCheck: false }),
});
export const persistor = persistStore(store);
