import { combineReducers, configureStore, type Middleware, type Reducer } from '@reduxjs/toolkit';
import axios, { type AxiosResponse } from 'axios';
import { createStore as createAtoms } from 'jotai';
import { atomWithStorage, createJSONStorage as createTexts } from 'jotai/utils';
import { persistReducer, persistStore, type Persistor, type WebStorage } from 'redux-persist';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { createStore, type StateCreator } from 'zustand/vanilla';
import { askApollo, createApollo, createPeopleApi, Queries, type Authorization } from './caches.ts';
import type { PageOptions } from './page-app.ts';
import { auth, cart, loadProfile, profile, type Load } from './slices.ts';

/** What Zustand holds. */
interface Who {
  readonly email: string;
  readonly take: (email: Promise<string>) => Promise<void>;
}

/** Where the two applications differ. */
export interface Setup extends Pick<PageOptions, 'server' | 'throttle'> {
  /** The header that carries the token. */
  readonly authorization: Authorization;
  /** What each library stores in. */
  readonly storage: {
    readonly redux: WebStorage;
    readonly zustand: StateStorage;
    readonly jotai: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  };
  readonly reducer: <S>(root: Reducer<S>) => Reducer<S>;
  readonly middleware: Middleware;
  readonly zustand: (create: StateCreator<Who>) => StateCreator<Who>;
}

/** An application of the usual libraries, each with somebody's e-mail address in it. */
export function pieces(setup: Setup) {
  const { server, throttle, authorization, storage } = setup;

  // By the `fetch` of the page, past everything that could stop it: what is asked will be answered.
  const load: Load = async (path) => {
    const response = await fetch(server + path, { headers: await authorization() });
    return ((await response.json()) as { email: string }).email;
  };

  const people = createPeopleApi(server, authorization);
  const apollo = createApollo(server, authorization);
  const queries = new Queries(() => load('/api/late?by=tanstack'));
  const create: StateCreator<Who> = (set) => ({
    email: '',
    take: async (found) => set({ email: await found }),
  });
  const who = createStore(
    persist(setup.zustand(create), {
      name: 'acme.who',
      storage: createJSONStorage(() => storage.zustand),
      partialize: ({ email: kept }) => ({ email: kept }),
    }),
  );
  const atoms = createAtoms();
  const email = atomWithStorage(
    'acme.email',
    '',
    createTexts(() => storage.jotai),
  );

  const root = combineReducers({
    auth: auth.reducer,
    profile: profile.reducer,
    cart: cart.reducer,
    [people.reducerPath]: people.reducer,
  });
  const persisted = { key: 'root', storage: storage.redux, throttle, blacklist: [people.reducerPath] };
  const store = configureStore({
    reducer: persistReducer(persisted, setup.reducer(root)),
    middleware: (standard) =>
      standard({ serializableCheck: false }).prepend(setup.middleware).concat(people.middleware),
  });
  const persistor = persistStore(store);

  // Each at an address of its own: the same the browser would ask one after the other. It has six connections.
  const late = async (): Promise<void> => {
    const found = load('/api/late?by=both');
    await Promise.allSettled([
      store.dispatch(loadProfile({ load, path: '/api/late?by=redux' })),
      store.dispatch(people.endpoints.me.initiate('late?by=rtk-query', { forceRefetch: true })),
      queries.ask(),
      askApollo(apollo),
      who.getState().take(found),
      found.then((text) => atoms.set(email, text)),
    ]);
  };

  const memory = (): Readonly<Record<string, string>> => {
    const { people: cache, ...slices } = store.getState();
    return {
      redux: JSON.stringify(slices),
      'RTK Query': JSON.stringify(cache),
      TanStack: queries.held(),
      Apollo: JSON.stringify(apollo.extract()),
      Zustand: JSON.stringify(who.getState()),
      Jotai: JSON.stringify(atoms.get(email)),
    };
  };

  return { people, apollo, queries, who, atoms, email, store, persistor, load, late, memory };
}

/** Resolves when whatever `persistor` has stored has been read. */
export function bootstrapped(persistor: Persistor): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => void (persistor.getState().bootstrapped && resolve());
    persistor.subscribe(look);
    look();
  });
}

/** The status of an answer of axios; 0 when there was none. */
export async function statusOf(answer: Promise<AxiosResponse>): Promise<number> {
  try {
    return (await answer).status;
  } catch (error) {
    return (axios.isAxiosError(error) && error.response?.status) || 0;
  }
}
