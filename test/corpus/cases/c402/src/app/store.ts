import { configureStore } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import localforage from 'localforage';
import { rootReducer } from './rootReducer';

export const store = configureStore({
  reducer: persistReducer({ key: 'ledger', storage: localforage, blacklist: ['invoices'] }, rootReducer),
  middleware: (defaults) => defaults({ serializableCheck: false }),
});

export const persistor = persistStore(store);
