import { createAsyncThunk } from '@reduxjs/toolkit';
import axios from 'axios';
import { createElement as h, type ReactNode } from 'react';
import { Provider, useSelector } from 'react-redux';
import storage from 'redux-persist/es/storage';
import { connect } from './connect.ts';
import { fails, pageOptions } from './page-app.ts';
import { bootstrapped, pieces, statusOf } from './pieces.ts';
import { auth, cart, loadProfile, type Credentials } from './slices.ts';
import { render, Secret } from './view.ts';

/** The application with the logout that everybody writes. The tokens are in Redux, and so on the disk. */

const options = pageOptions();
const { server, then } = options;

const token = (): string => store.getState().auth.accessToken ?? '';
const made = pieces({
  ...options,
  authorization: async () => ({ authorization: `Bearer ${token()}` }),
  storage: { redux: storage, zustand: localStorage, jotai: localStorage },
  reducer: (root) => root,
  middleware: () => (next) => (action) => next(action),
  zustand: (create) => create,
});
const { store, persistor } = made;

// As in the answers that are copied most: what gets a 401 refreshes and tries again, whatever it was.
const client = axios.create({ baseURL: server || location.origin });
client.interceptors.request.use((config) => {
  config.headers.set('authorization', `Bearer ${token()}`);
  return config;
});
client.interceptors.response.use(undefined, async (error: unknown) => {
  if (!axios.isAxiosError(error) || error.response?.status !== 401 || !error.config) throw error;
  const { refreshToken } = store.getState().auth;
  const { data } = await client.post<Credentials>('/auth/refresh', { refreshToken });
  store.dispatch(auth.actions.signedIn(data));
  return client(error.config);
});

const performLogout = createAsyncThunk('auth/performLogout', async (_: undefined, { dispatch }) => {
  if (options.pause) persistor.pause();
  try {
    await client.post('/auth/logout');
  } finally {
    dispatch(auth.actions.reset());
    if (options.broken) await fails(options.broken);
    if (options.database) await deleted('acme');
    await persistor.purge();
  }
});

function deleted(database: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(database);
    deleting.addEventListener('success', () => resolve());
    deleting.addEventListener('error', reject);
  });
}

const logout = async (): Promise<unknown> => {
  const done = await store.dispatch(performLogout(undefined));
  if (then !== '') location.assign(then);
  return done.meta.requestStatus;
};

function App(): ReactNode {
  const signedIn = useSelector(() => store.getState().auth.accessToken !== null);
  const email = useSelector(() => store.getState().profile.email);
  return signedIn ? h(Secret, { email, logout: () => void logout() }) : 'Log in';
}

Object.assign(window, {
  reports: [],
  app: {
    ready: bootstrapped(persistor),
    login: async (subject: string) => {
      const { data } = await client.post<Credentials>(`/login/${subject}`);
      store.dispatch(auth.actions.signedIn(data));
      persistor.persist();
      await store.dispatch(loadProfile({ load: made.load, path: '/api/me' }));
    },
    logout,
    signedIn: () => store.getState().auth.accessToken !== null,
    act: () => void store.dispatch(cart.actions.added()),
    late: made.late,
    memory: made.memory,
    ask: (path: string) => statusOf(client.get(path)),
    // A path of this site, as it seems.
    after: (next: string) => new URL(next.startsWith('/') ? next : '/', location.href).href,
    connect: async () => void (await connect(server, token(), globalThis.fetch.bind(globalThis))),
  } satisfies Window['app'],
});

render(h(Provider, { store, children: h(App) }));
