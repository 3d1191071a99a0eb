import { combineReducers, configureStore, createSlice } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';

const auth = createSlice({
  name: 'auth',
  initialState: { token: '' },
  reducers: {
    loggedOut: (state) => {
      state.token = '';
    },
  },
});

const me = createSlice({
  name: 'me',
  initialState: { email: '', salary: 0 },
  reducers: {
    updated: (state, { payload }) => Object.assign(state, payload),
  },
});

const config = { key: 'hr', storage, blacklist: ['auth'] };

export const { loggedOut } = auth.actions;
export const store = configureStore({
  reducer: persistReducer(config, combineReducers({ auth: auth.reducer, me: me.reducer })),
});
export const persistor = persistStore(store);

export async function signOut(): Promise<void> {
  await fetch('/auth/logout', { method: 'POST', credentials: 'same-origin' });
  store.dispatch(loggedOut());
}
