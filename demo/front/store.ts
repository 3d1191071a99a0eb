import { combineReducers, configureStore } from '@reduxjs/toolkit';
import {
  createLogoutThunk,
  epochMiddleware,
  guardStorage,
  redux,
  reduxPersist,
  resettable,
  rtkQuery,
} from 'curfew/redux';
import {
  FLUSH,
  PAUSE,
  PERSIST,
  persistReducer,
  persistStore,
  PURGE,
  REGISTER,
  REHYDRATE,
} from 'redux-persist';
import { api } from './api.ts';
import { note } from './note.ts';
import { session } from './session.ts';

/** Begins anew at each sign-out. Inside `persistReducer`, so that what is written begins anew as well. */
const root = resettable(
  session,
  combineReducers({ [note.reducerPath]: note.reducer, [api.reducerPath]: api.reducer }),
);

/** Writes while the session lives, and reads back only what the same session has written. */
const persisted = persistReducer({ key: 'demo', storage: guardStorage(session), whitelist: ['note'] }, root);

export const store = configureStore({
  reducer: persisted,
  middleware: (defaults) =>
    defaults({ serializableCheck: { ignoredActions: [FLUSH, REHYDRATE, PAUSE, PERSIST, PURGE, REGISTER] } })
      .prepend(epochMiddleware(session)) // drops what was asked before a sign-out and is answered after it
      .concat(api.middleware),
});

export type State = ReturnType<typeof store.getState>;
export type Dispatch = typeof store.dispatch;

export const persistor = persistStore(store);

session.clears(redux(store), rtkQuery(store, api), reduxPersist(persistor));

/** `dispatch(performLogout())`: never rejects, and fulfils with the report. */
export const performLogout = createLogoutThunk(session);
