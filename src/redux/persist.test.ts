import { combineReducers, configureStore, createSlice } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { later, settled } from '../../test/support/client/later.ts';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { guardStorage, redux, reduxPersist, resettable } from './index.ts';

const auth = createSlice({
  name: 'auth',
  initialState: { email: '', token: '' },
  reducers: { signedIn: (_state, { payload }: { payload: { email: string; token: string } }) => payload },
});
const cart = createSlice({
  name: 'cart',
  initialState: { goods: [] as string[] },
  reducers: { added: (state, { payload }: { payload: string }) => void state.goods.push(payload) },
});
const alice = auth.actions.signedIn({ email: 'alice@people.test', token: 'at-alice' });
const bob = auth.actions.signedIn({ email: 'bob@people.test', token: 'at-bob' });
const SECRET = /alice/;

interface Set {
  readonly throttle?: number;
  readonly storage?: Parameters<typeof guardStorage>[1];
}

/** redux-persist around all slices. */
function whole(session: ClientSession, { throttle = 0, storage }: Set) {
  const root = resettable(session, combineReducers({ auth: auth.reducer, cart: cart.reducer }));
  return persistReducer({ key: 'root', storage: guardStorage(session, storage), throttle }, root);
}

/** redux-persist around one slice. */
function nested(session: ClientSession, { throttle = 0, storage }: Set) {
  const config = { key: 'auth', storage: guardStorage(session, storage), throttle };
  return resettable(
    session,
    combineReducers({ auth: persistReducer(config, auth.reducer), cart: cart.reducer }),
  );
}

/** A page that has been loaded, and has read what is stored. */
async function loaded(
  session: ClientSession,
  set: Set = {},
  reducerOf: typeof whole | typeof nested = whole,
) {
  const store = configureStore({
    reducer: reducerOf(session, set) as ReturnType<typeof whole>,
    middleware: (standard) => standard({ serializableCheck: false, immutableCheck: false }),
  });
  const persistor = persistStore(store);
  session.clears(redux(store), reduxPersist(persistor));
  await vi.waitUntil(() => persistor.getState().bootstrapped);
  const shown = () => JSON.stringify(store.getState());
  return { store, persistor, shown, email: () => store.getState().auth.email };
}

let disk: MemoryStorage;
let session: ClientSession;

beforeEach(() => {
  disk = new MemoryStorage();
  vi.stubGlobal('localStorage', disk);
  vi.stubGlobal('self', globalThis);
  session = openSession();
  session.start({ session: 'a', accessToken: 'at-a' });
  return () => {
    session.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

describe.each([
  ['around all slices', whole],
  ['around one slice', nested],
])('%s', (_where, reducerOf) => {
  describe.each([0, 500])('throttle %i', (throttle) => {
    it('stores nothing more once the session is over, pending or not', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
      const page = await loaded(session, { throttle }, reducerOf);
      page.store.dispatch(alice);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(disk.text).toMatch(SECRET);
      page.store.dispatch(auth.actions.signedIn({ email: 'alice@other.test', token: 'at-alice-2' }));
      const logout = session.logout();
      await vi.advanceTimersByTimeAsync(5_000);
      await logout;
      page.store.dispatch(cart.actions.added('tea'));
      await vi.advanceTimersByTimeAsync(5_000);
      expect(disk.text).not.toMatch(/alice|at-|tea/);
      expect(page.shown()).not.toMatch(SECRET);
    });

    it('stores nothing of the one who was there before, for the next one either', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
      const page = await loaded(session, { throttle }, reducerOf);
      await vi.advanceTimersByTimeAsync(5_000);
      page.store.dispatch(alice);
      const logout = session.logout();
      await vi.advanceTimersByTimeAsync(0);
      await logout;
      session.start({ session: 'b', accessToken: 'at-b' });
      await vi.advanceTimersByTimeAsync(5_000);
      expect(disk.text).not.toMatch(SECRET);
      page.store.dispatch(bob);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(disk.text).not.toMatch(SECRET);
      expect(disk.text).toMatch(/bob/);

      vi.useRealTimers();
      const reloaded = await loaded(session, { throttle }, reducerOf);
      expect(reloaded.email()).toBe('bob@people.test');
      expect(reloaded.shown()).not.toMatch(SECRET);
    });
  });

  it('shows to one what only another may see: nothing, and deletes it', async () => {
    const page = await loaded(session, {}, reducerOf);
    page.store.dispatch(alice);
    await vi.waitUntil(() => SECRET.test(disk.text));
    // As a tab leaves it that was closed, or crashed, before it could clean up.
    const left = disk.text;
    await session.logout();
    for (const [key, value] of JSON.parse(left) as [string, string][])
      if (key.startsWith('persist:')) disk.setItem(key, value);
    expect(disk.text).toMatch(SECRET);

    session.start({ session: 'b', accessToken: 'at-b' });
    const reloaded = await loaded(session, {}, reducerOf);
    expect(reloaded.shown()).not.toMatch(SECRET);
    expect(disk.text).not.toMatch(SECRET);
  });

  it('does not show what is read too late', async () => {
    const kept = await loaded(session, {}, reducerOf);
    kept.store.dispatch(alice);
    await vi.waitUntil(() => SECRET.test(disk.text));
    const gate = later<void>();
    const slow = {
      getItem: async (key: string) => {
        const value = disk.getItem(key);
        await gate.promise;
        return value;
      },
      setItem: (key: string, value: string) => disk.setItem(key, value),
      removeItem: (key: string) => disk.removeItem(key),
    };
    const page = loaded(session, { storage: slow }, reducerOf);
    const logout = session.logout();
    gate.resolve();
    await logout;
    expect((await page).shown()).not.toMatch(SECRET);
    expect(disk.text).not.toMatch(SECRET);
  });
});

it.each(['a', 'b', 'a"', undefined])(
  'reads and keeps what one wrote for that one alone, not for %s',
  async (id) => {
    const storage = guardStorage(session);
    await storage.setItem('key', '"quoted" text');
    const written = disk.getItem('key') ?? '';
    await session.logout();
    disk.setItem('key', written);
    if (id !== undefined) session.start({ session: id, accessToken: 'at' });
    expect(await storage.getItem('key')).toBe(id === 'a' ? '"quoted" text' : null);
    expect(disk.getItem('key')).toBe(id === 'a' ? written : null);
  },
);

it('takes off the disk what a slow storage was still writing', async () => {
  const gate = later<void>();
  const slow = {
    getItem: async () => null,
    async setItem(key: string, value: string) {
      await gate.promise;
      disk.setItem(key, value);
    },
    removeItem: async (key: string) => disk.removeItem(key),
  };
  const storage = guardStorage(session, slow);
  const writing = storage.setItem('persist:root', 'alice@people.test');
  const logout = session.logout();
  const removing = storage.removeItem('persist:root');
  await settled();
  gate.resolve();
  await Promise.all([writing, removing, logout]);
  expect(disk.text).not.toMatch(SECRET);
});

it('goes on after an operation that failed', async () => {
  const full = {
    getItem: async () => null,
    setItem: vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('the disk is full')),
    removeItem: async () => undefined,
  };
  const storage = guardStorage(session, full);
  await expect(storage.setItem('a', '1')).rejects.toThrow('the disk is full');
  await storage.setItem('a', '2');
  expect(full.setItem).toHaveBeenCalledTimes(2);
});

it('keeps nothing where there is no storage', async () => {
  vi.stubGlobal('localStorage', undefined);
  const storage = guardStorage(session);
  await storage.setItem('a', '1');
  expect(await storage.getItem('a')).toBeNull();
  await storage.removeItem('a');
});
