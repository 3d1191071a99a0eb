import axios from 'axios';
import { apollo } from 'curfew/apollo';
import { axiosGuard } from 'curfew/axios';
import { createSession, safeUrl, type SignIn } from 'curfew/client';
import { guardStorage as jotaiStorage, jotai } from 'curfew/jotai';
import { indexedDb, sockets, webStorage } from 'curfew/purge';
import { SignedIn } from 'curfew/react';
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
import { guardStorage as zustandStorage, resettable as zustandResettable, zustand } from 'curfew/zustand';
import { createElement as h, type ReactNode } from 'react';
import { Provider, useSelector } from 'react-redux';
import { connect } from './connect.ts';
import { fails, pageOptions } from './page-app.ts';
import { bootstrapped, pieces, statusOf } from './pieces.ts';
import { auth, cart, loadProfile, type Credentials } from './slices.ts';
import { render, Secret } from './view.ts';

/** The same application with Curfew. The tokens are in Redux as well, to be found if anything were left of it. */

const options = pageOptions();
const { server, then, cookies } = options;
const reports: unknown[] = [];

const session = createSession({
  name: 'acme',
  baseUrl: `${server}${cookies ? '/bff' : '/auth'}`,
  tokens: cookies ? 'memory' : 'local',
  timeout: options.timeout,
  onSignedOut: (report) => {
    reports.push(report);
    if (then !== '') location.replace(safeUrl(then));
  },
});

const made = pieces({
  ...options,
  authorization: async (): Promise<Record<string, string>> => {
    const token = await session.token();
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  },
  storage: {
    redux: guardStorage(session),
    zustand: zustandStorage(session),
    jotai: jotaiStorage(session),
  },
  reducer: (root) => resettable(session, root),
  middleware: epochMiddleware(session),
  zustand: (create) => zustandResettable(session, create),
});
const { store, persistor } = made;
const performLogout = createLogoutThunk(session);

const client = axios.create({ baseURL: server || location.origin });
axiosGuard(session, client);

session.clears(
  redux(store),
  rtkQuery(store, made.people),
  reduxPersist(persistor),
  tanstack(session, made.queries.client),
  apollo(made.apollo),
  zustand(made.who),
  jotai(session, made.atoms, made.email),
  ...(options.broken ? [{ name: 'broken', purge: () => fails(options.broken ?? 'hang') }] : []),
  ...(options.database ? [indexedDb('acme')] : []),
  webStorage({ local: ['acme.'] }),
);

const logout = async (): Promise<unknown> => (await store.dispatch(performLogout())).payload;

function App(): ReactNode {
  const email = useSelector(() => store.getState().profile.email);
  const secret = h(Secret, { email, logout: () => void logout() });
  return h(SignedIn, { session, fallback: 'Log in', children: secret });
}

Object.assign(window, {
  reports,
  app: {
    ready: bootstrapped(persistor),
    login: async (subject: string) => {
      const { data } = await client.post<Credentials & SignIn>(`${cookies ? '/bff' : ''}/login/${subject}`);
      session.start(data);
      store.dispatch(auth.actions.signedIn(data));
      persistor.persist();
      await store.dispatch(loadProfile({ load: made.load, path: '/api/me' }));
    },
    logout,
    signedIn: () => session.signedIn,
    act: () => void store.dispatch(cart.actions.added()),
    late: made.late,
    memory: made.memory,
    ask: (path: string) => statusOf(client.get(path)),
    after: (next: string) => safeUrl(next),
    connect: async () => {
      const socket = await connect(server, (await session.token()) ?? '', session.fetch);
      session.clears(sockets(socket));
    },
  } satisfies Window['app'],
});

render(h(Provider, { store, children: h(App) }));
