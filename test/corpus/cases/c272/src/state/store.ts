import { combineReducers, configureStore, createSlice } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';

const user = createSlice({
  name: 'user',
  initialState: { email: '' },
  reducers: { signedIn: (state, { payload }) => Object.assign(state, payload) },
});

const layout = createSlice({
  name: 'layout',
  initialState: { sidebar: true },
  reducers: { folded: (state) => ({ sidebar: !state.sidebar }) },
});

const config = { key: 'layout', storage, blacklist: ['user'] };

export const store = configureStore({
  reducer: persistReducer(config, combineReducers({ user: user.reducer, layout: layout.reducer })),
});
export const persistor = persistStore(store);

export async function signOut(): Promise<void> {
  await fetch('/auth/logout', { method: 'POST', credentials: 'same-origin' });
}
