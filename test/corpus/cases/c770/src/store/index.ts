import { configureStore } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import localForage from 'localforage';
import { rootReducer } from './rootReducer';

const persisted = persistReducer({ key: 'school', storage: localForage, throttle: 500 }, rootReducer);

export const store = configureStore({
  reducer: persisted,
  middleware: (d) => d({ serializableCheck: false }),
});
export const persistor = persistStore(store);
export type AppDispatch = typeof store.dispatch;
