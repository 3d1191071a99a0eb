/**
 * The store of a Redux application whose logout leaves nothing behind: in Redux Toolkit, RTK Query, redux-persist and
 * axios. In an application it is a module; here it is a function, so that it can be tried against any server:
 * `createApp('https://api.example.com')` for one that has `routes(curfew)` and the `/login` of express.ts.
 */
import { combineReducers, configureStore, createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query';
import axios from 'axios';
import { axiosGuard } from 'curfew/axios';
import { createSession, guardFetch, type LogoutReport, type SignIn } from 'curfew/client';
import {
  createLogoutThunk,
  epochMiddleware,
  guardStorage,
  redux,
  reduxPersist,
  resettable,
  rtkQuery,
} from 'curfew/redux';
import { persistReducer, persistStore } from 'redux-persist';

const profile = createSlice({
  name: 'profile',
  initialState: { name: '' },
  reducers: { shown: (_state, { payload }: { payload: string }) => ({ name: payload }) },
});

const cart = createSlice({
  name: 'cart',
  initialState: { goods: [] as string[] },
  reducers: { added: (state, { payload }: { payload: string }) => void state.goods.push(payload) },
});

/** `signedOut` is where the redirect belongs: `() => location.replace(safeUrl('/login'))`. */
export function createApp(server: string, signedOut: (report: LogoutReport) => void) {
  // #region logout
  const session = createSession({ name: 'acme', baseUrl: `${server}/auth`, onSignedOut: signedOut });

  const api = createApi({
    baseQuery: fetchBaseQuery({ baseUrl: server, fetchFn: guardFetch(session) }),
    endpoints: (build) => ({ me: build.query<{ sub: string }, void>({ query: () => 'me' }) }),
  });
  const root = combineReducers({
    profile: profile.reducer,
    cart: persistReducer({ key: 'cart', storage: guardStorage(session) }, cart.reducer),
    [api.reducerPath]: api.reducer,
  });

  const store = configureStore({
    reducer: resettable(session, root),
    middleware: (standard) =>
      standard({ serializableCheck: false }).prepend(epochMiddleware(session)).concat(api.middleware),
  });
  const persistor = persistStore(store);

  session.clears(redux(store), rtkQuery(store, api), reduxPersist(persistor));
  const performLogout = createLogoutThunk(session); // dispatch(performLogout()) is fulfilled, always
  // #endregion

  const client = axios.create({ baseURL: server });
  const stopGuarding = axiosGuard(session, client);

  const login = createAsyncThunk('profile/login', async (who: Record<string, string>, { dispatch }) => {
    const { data } = await client.post<SignIn>('/login', new URLSearchParams(who));
    session.start(data);
    dispatch(profile.actions.shown(who['username'] ?? ''));
  });

  const close = (): void => {
    stopGuarding();
    session.close();
  };

  return { session, store, persistor, api, client, login, performLogout, added: cart.actions.added, close };
}
