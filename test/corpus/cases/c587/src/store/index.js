import { configureStore, combineReducers } from '@reduxjs/toolkit';
import { persistStore, persistReducer } from 'redux-persist';
import sessionStorage from 'redux-persist/lib/storage/session';
import userReducer from './user';
import courseReducer from './courses';

const rootReducer = combineReducers({ user: userReducer, courses: courseReducer });
const persistedReducer = persistReducer({ key: 'campus', storage: sessionStorage }, rootReducer);

export const store = configureStore({
  reducer: persistedReducer,
  middleware: (getDefaultMiddleware) => getDefaultMiddleware({ serializableCheck: false }),
});

export const persistor = persistStore(store);
