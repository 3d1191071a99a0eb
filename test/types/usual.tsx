/**
 * Applications as their authors write them, with every binding, and without a cast. Compiled, never run: what compiles
 * here must go on compiling.
 */
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { combineReducers, configureStore, createSlice } from '@reduxjs/toolkit';
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
import { QueryClient } from '@tanstack/react-query';
import axios from 'axios';
import { apollo } from 'curfew/apollo';
import { axiosGuard } from 'curfew/axios';
import { createSession, guardFetch, safeUrl, type LogoutReport } from 'curfew/client';
import * as forJotai from 'curfew/jotai';
import { SignedIn, useLogout, useSession } from 'curfew/react';
import {
  createLogoutThunk,
  epochMiddleware,
  guardStorage,
  redux,
  reduxPersist,
  resettable,
  rtkQuery,
} from 'curfew/redux';
import { tanstack } from 'curfew/tanstack-query';
import * as forZustand from 'curfew/zustand';
import { atom, createStore, getDefaultStore } from 'jotai';
import { atomWithReset, atomWithStorage, createJSONStorage as jsonForJotai } from 'jotai/utils';
import type { ReactNode } from 'react';
import { useDispatch, useSelector, type TypedUseSelectorHook } from 'react-redux';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/es/storage';
import { create } from 'zustand';
import { createJSONStorage, devtools, persist } from 'zustand/middleware';

const session = createSession({ name: 'acme', onSignedOut: () => location.replace(safeUrl('/login')) });

// Redux Toolkit, RTK Query and redux-persist.
const auth = createSlice({
  name: 'auth',
  initialState: { email: '', busy: false },
  reducers: { shown: (state, { payload }: { payload: string }) => ({ ...state, email: payload }) },
  extraReducers: (builder) =>
    builder
      .addCase('auth/performLogout/fulfilled', (state) => ({ ...state, busy: false }))
      .addMatcher(
        (action) => action.type.endsWith('/pending'),
        (state) => ({ ...state, busy: true }),
      ),
});
const api = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: '/api', fetchFn: guardFetch(session) }),
  endpoints: (build) => ({ me: build.query<{ email: string }, void>({ query: () => 'me' }) }),
});
const root = resettable(session, combineReducers({ auth: auth.reducer, [api.reducerPath]: api.reducer }));
const persisted = persistReducer(
  { key: 'root', storage: guardStorage(session, storage), throttle: 500 },
  root,
);
const store = configureStore({
  reducer: persisted,
  middleware: (standard) =>
    standard({ serializableCheck: false }).prepend(epochMiddleware(session)).concat(api.middleware),
});
const persistor = persistStore(store);
const performLogout = createLogoutThunk(session);
session.clears(redux(store), rtkQuery(store, api), reduxPersist(persistor));

type State = ReturnType<typeof store.getState>;
type Dispatch = typeof store.dispatch;
const useAppDispatch: () => Dispatch = useDispatch;
const useAppSelector: TypedUseSelectorHook<State> = useSelector;

export async function leave(dispatch: Dispatch): Promise<LogoutReport> {
  const action = await dispatch(performLogout());
  if (performLogout.fulfilled.match(action)) return action.payload;
  return dispatch(performLogout()).unwrap();
}
// @ts-expect-error It takes nothing.
export const wrong = (dispatch: Dispatch) => dispatch(performLogout('alice'));

// One slice alone is persisted.
export const other = configureStore({
  reducer: resettable(
    session,
    combineReducers({ auth: persistReducer({ key: 'auth', storage: guardStorage(session) }, auth.reducer) }),
  ),
});
export const email: string = other.getState().auth.email;

// axios.
const client = axios.create({ baseURL: '/api' });
axiosGuard(session, client);
export const eject: () => void = axiosGuard(session, client);
axiosGuard(session, axios, { skip: (url) => url.endsWith('/token') });

// TanStack Query and Apollo.
const queryClient = new QueryClient();
session.clears(tanstack(session, queryClient));
const link = new HttpLink({ uri: '/graphql', fetch: session.fetch });
const apolloClient = new ApolloClient({ cache: new InMemoryCache(), link });
session.clears(apollo(apolloClient));

// Zustand.
interface Cart {
  readonly goods: readonly string[];
  readonly add: (one: string) => void;
}
const useCart = create<Cart>()(
  persist(
    forZustand.resettable(session, (set, get) => ({
      goods: [],
      add: (one) => set({ goods: [...get().goods, one] }),
    })),
    { name: 'acme.cart', storage: createJSONStorage(() => forZustand.guardStorage(session)) },
  ),
);
session.clears(forZustand.zustand(useCart));

const useMore = create<Cart>()(
  devtools(
    persist(
      forZustand.resettable(session, (set) => ({ goods: [], add: (one) => set({ goods: [one] }) })),
      {
        name: 'acme.more',
        storage: createJSONStorage(() => forZustand.guardStorage(session)),
        partialize: ({ goods }) => ({ goods }),
      },
    ),
  ),
);
session.clears(forZustand.zustand(useMore));

// Jotai.
const stored = jsonForJotai<readonly string[]>(() => forJotai.guardStorage(session));
const drafts = atomWithStorage('acme.drafts', [], stored);
const count = atom(0);
session.clears(forJotai.jotai(session, getDefaultStore(), drafts, count));
const name = atomWithReset('');
const double = atom(
  (get) => get(count) * 2,
  (_get, set, to: number) => set(count, to / 2),
);
session.clears(forJotai.jotai(session, createStore(), name, double));

// A step of one's own.
interface Clearing {
  clear(): void;
}
export function own(editor: Clearing, database: Clearing): void {
  session.clears({
    name: 'drafts',
    reset: () => editor.clear(),
    purge: () => database.clear(),
  });
}

// React.
export function Account(): ReactNode {
  const { logout, busy } = useLogout(session);
  return (
    <button disabled={busy} onClick={() => void logout()}>
      Log out
    </button>
  );
}
export const App = (): ReactNode => (
  <SignedIn session={session} fallback={<p>Log in</p>}>
    <Account />
  </SignedIn>
);

export function Bar(): ReactNode {
  const dispatch = useAppDispatch();
  const shown = useAppSelector(({ auth: { email: one } }) => one);
  const { id, signedIn } = useSession(session);
  const { report } = useLogout(session);
  const goods = useCart((cart) => cart.goods);
  return (
    <button onClick={() => void dispatch(performLogout())}>
      {signedIn ? id : shown} {goods.length} {report?.server}
    </button>
  );
}
