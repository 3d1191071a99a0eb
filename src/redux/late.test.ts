import {
  combineReducers,
  configureStore,
  createAsyncThunk,
  createSlice,
  type ThunkDispatch,
  type UnknownAction,
} from '@reduxjs/toolkit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { later, settled } from '../../test/support/client/later.ts';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { createLogoutThunk, epochMiddleware, redux, resettable } from './index.ts';

const load = createAsyncThunk('profile/load', (answer: Promise<string>) => answer);

const profile = createSlice({
  name: 'profile',
  initialState: { email: '', status: 'idle' },
  reducers: { shown: (shown, { payload }: { payload: string }) => ({ ...shown, email: payload }) },
  extraReducers: (builder) =>
    builder
      .addCase(load.pending, (shown) => ({ ...shown, status: 'loading' }))
      .addCase(load.fulfilled, (_state, { payload }) => ({ email: payload, status: 'done' }))
      .addCase(load.rejected, (_state, { error }) => ({ email: error.message ?? '', status: 'failed' })),
});
const nothing = profile.getInitialState();

/** The action types that a store has seen. */
const heard = createSlice({
  name: 'heard',
  initialState: [] as readonly string[],
  reducers: {},
  extraReducers: (builder) =>
    builder.addDefaultCase((types, { type }) => [...types, type] as readonly string[]),
});

function storeOf(session: ClientSession, first = true) {
  const guard = epochMiddleware(session);
  return configureStore({
    reducer: resettable(session, combineReducers({ profile: profile.reducer, heard: heard.reducer })),
    middleware: (standard) =>
      first
        ? standard({ serializableCheck: false, immutableCheck: false }).prepend(guard)
        : standard({ serializableCheck: false, immutableCheck: false }).concat(guard),
  });
}

type Dispatch = ThunkDispatch<unknown, unknown, UnknownAction>;

let session: ClientSession;
let store: ReturnType<typeof storeOf>;
const state = () => store.getState().profile;

beforeEach(() => {
  vi.stubGlobal('localStorage', new MemoryStorage());
  session = openSession();
  store = storeOf(session);
  session.clears(redux(store));
  session.start({ session: 'a', accessToken: 'at-a' });
  return () => {
    session.close();
    vi.unstubAllGlobals();
  };
});

describe('what began before the sign-out', () => {
  it('settles without effect: a thunk that is fulfilled late', async () => {
    const answer = later<string>();
    const flight = store.dispatch(load(answer.promise));
    expect(state().status).toBe('loading');
    await session.logout();
    answer.resolve('alice@people.test');
    // Whoever waits for it still hears how it ended.
    expect(await flight.unwrap()).toBe('alice@people.test');
    expect(state()).toEqual(nothing);
  });

  it('settles without effect: a thunk that is rejected late, with a message', async () => {
    const answer = later<string>();
    const flight = store.dispatch(load(answer.promise));
    await session.logout();
    answer.reject(new Error('alice@people.test is not allowed'));
    await flight;
    expect(state()).toEqual(nothing);
  });

  it('settles without effect: also when the middleware stands after that of the thunks', async () => {
    store = storeOf(session, false);
    session.clears(redux(store));
    const answer = later<string>();
    const flight = store.dispatch(load(answer.promise));
    await session.logout();
    answer.resolve('alice@people.test');
    await flight;
    expect(state()).toEqual(nothing);
  });

  it('dispatches nothing more: a thunk by hand, and the thunks that it starts', async () => {
    const answer = later<string>();
    const inner = vi.fn<() => void>();
    const flight = store.dispatch(async (dispatch: Dispatch, getState: () => unknown, extra: unknown) => {
      expect([typeof getState(), extra]).toEqual(['object', undefined]);
      const email = await answer.promise;
      const action = profile.actions.shown(email);
      expect(dispatch(action)).toBe(action);
      dispatch(inner);
      return email;
    });
    await session.logout();
    answer.resolve('alice@people.test');
    expect(await flight).toBe('alice@people.test');
    expect(inner).not.toHaveBeenCalled();
    expect(state()).toEqual(nothing);
  });

  it('settles without effect after the next sign-in too', async () => {
    const answer = later<string>();
    const flight = store.dispatch(load(answer.promise));
    await session.logout();
    session.start({ session: 'b', accessToken: 'at-b' });
    answer.resolve('alice@people.test');
    await flight;
    expect(state()).toEqual(nothing);
  });

  it('leaves what begins afterwards alone', async () => {
    await session.logout();
    const [first, second] = [later<string>(), later<string>()];
    const flights = [
      store.dispatch(load(first.promise)),
      store.dispatch(async (dispatch: Dispatch) => dispatch(profile.actions.shown(await second.promise))),
    ];
    second.resolve('nobody');
    await flights[1];
    expect(state().email).toBe('nobody');
    first.resolve('everybody');
    await flights[0];
    expect(state()).toEqual({ email: 'everybody', status: 'done' });
  });

  it('lets a login go on that began while nobody was signed in', async () => {
    await session.logout();
    const answer = later<string>();
    const flight = store.dispatch(async (dispatch: Dispatch) => {
      const email = await answer.promise;
      session.start({ session: 'b', accessToken: 'at-b' });
      dispatch(profile.actions.shown(email));
    });
    answer.resolve('bob@people.test');
    await flight;
    expect(state().email).toBe('bob@people.test');
  });
});

describe('performLogout', () => {
  it('is fulfilled with the report, which reducers hear of as well', async () => {
    store.dispatch(profile.actions.shown('alice@people.test'));
    const performLogout = createLogoutThunk(session);
    const action = await store.dispatch(performLogout());
    expect(action.type).toBe('auth/performLogout/fulfilled');
    expect(action.payload).toMatchObject({ local: 'clean', remote: false, errors: [] });
    expect(state()).toEqual(nothing);
    expect(store.getState().heard.filter((type: string) => type.startsWith('auth/'))).toEqual([
      'auth/performLogout/fulfilled',
    ]);
    expect(session.signedIn).toBe(false);
  });

  it('is fulfilled twice when it is dispatched twice, and again afterwards', async () => {
    const performLogout = createLogoutThunk(session);
    const both = await Promise.all([store.dispatch(performLogout()), store.dispatch(performLogout())]);
    const third = await store.dispatch(performLogout());
    expect([...both, third].map(({ type }) => type)).toEqual(Array(3).fill('auth/performLogout/fulfilled'));
    expect(third.payload).toMatchObject({ server: 'none' });
  });

  it('is fulfilled when a step of the clean-up fails, and says so', async () => {
    session.clears({ name: 'broken', purge: () => Promise.reject(new Error('no disk')) });
    const report = await store.dispatch(createLogoutThunk(session)()).unwrap();
    expect(report).toMatchObject({ local: 'partial', errors: [{ step: 'broken', message: 'no disk' }] });
  });

  it('may be dispatched by a thunk that began before', async () => {
    const performLogout = createLogoutThunk(session);
    const report = await store.dispatch((dispatch: Dispatch) => dispatch(performLogout()).unwrap());
    expect(report).toMatchObject({ local: 'clean' });
    await settled();
    expect(store.getState().heard).toContain('auth/performLogout/fulfilled');
  });
});

it('resets every store that shares a reducer', async () => {
  const reducer = resettable(session, combineReducers({ profile: profile.reducer }));
  const stores = [configureStore({ reducer }), configureStore({ reducer })];
  session.clears(...stores.map(redux));
  for (const one of stores) one.dispatch(profile.actions.shown('alice@people.test'));
  await session.logout();
  expect(stores.map((one) => one.getState())).toEqual([{ profile: nothing }, { profile: nothing }]);
});

it('resets a state that is no object', async () => {
  const count = createSlice({
    name: 'count',
    initialState: 0,
    reducers: { up: (ups) => ups + 1 },
  });
  const one = configureStore({ reducer: resettable(session, count.reducer) });
  session.clears(redux(one));
  one.dispatch(count.actions.up());
  expect(one.getState()).toBe(1);
  await session.logout();
  expect(one.getState()).toBe(0);
});
