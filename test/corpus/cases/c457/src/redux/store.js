import { configureStore, combineReducers } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';
import authReducer from './auth';
import userReducer from './user';

const userPersistConfig = { key: 'user', storage, whitelist: ['profile', 'notifications'] };

export const store = configureStore({
  reducer: combineReducers({
    auth: authReducer,
    user: persistReducer(userPersistConfig, userReducer),
  }),
  middleware: (gdm) => gdm({ serializableCheck: { ignoredActionPaths: ['register', 'rehydrate'] } }),
});

export const persistor = persistStore(store);
