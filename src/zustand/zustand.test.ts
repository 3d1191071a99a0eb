import { create } from 'zustand';
import { createJSONStorage, devtools, persist, subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { later, settled, type Later } from '../../test/support/client/later.ts';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { guardStorage, resettable, zustand } from './index.ts';

interface Profile {
  readonly email: string;
  readonly load: (answer: Later<string>) => Promise<void>;
}

let disk: MemoryStorage;
let session: ClientSession;

beforeEach(() => {
  disk = new MemoryStorage();
  vi.stubGlobal('localStorage', disk);
  session = openSession();
  session.start({ session: 'a', accessToken: 'at-a' });
  return () => {
    session.close();
    vi.unstubAllGlobals();
  };
});

/** A store as one writes it, with everything that Curfew has for it. */
function whole(storage?: Parameters<typeof guardStorage>[1]) {
  const store = createStore<Profile>()(
    devtools(
      persist(
        resettable(session, (set, get) => ({
          email: '',
          load: async (answer) => {
            const email = await answer.promise;
            set({ email: `${get().email}${email}` });
          },
        })),
        { name: 'acme.profile', storage: createJSONStorage(() => guardStorage(session, storage)) },
      ),
    ),
  );
  session.clears(zustand(store));
  return store;
}

async function shown(store: ReturnType<typeof whole>, email: string): Promise<void> {
  const answer = later<string>();
  answer.resolve(email);
  await store.getState().load(answer);
}

describe('what was there', () => {
  it('is gone from the store and from the disk', async () => {
    const store = whole();
    await shown(store, 'alice@people.test');
    expect(store.getState().email).toBe('alice@people.test');
    expect(disk.text).toMatch(/alice/);
    await session.logout();
    expect(store.getState().email).toBe('');
    expect(disk.text).not.toMatch(/alice|acme/);
  });

  it('is gone from stores without actions, with hooks, and without persistence', async () => {
    const plain = createStore(() => ({ email: '' }));
    const hook = create<{ email: string }>()(
      subscribeWithSelector(persist(() => ({ email: '' }), { name: 'acme.hook' })),
    );
    const both = create<Profile>()(
      resettable(session, (set) => ({ email: '', load: async () => set({ email: 'never' }) })),
    );
    session.clears(zustand(plain), zustand(hook), zustand(both));
    for (const one of [plain, hook, both]) one.setState({ email: 'alice@people.test' });
    await session.logout();
    expect([plain, hook, both].map((one) => one.getState().email)).toEqual(['', '', '']);
    expect(disk.text).not.toMatch(/alice/);
  });

  it('is not shown to another, and deleted: what a tab left that was closed', async () => {
    await shown(whole(), 'alice@people.test');
    const left = disk.getItem('acme.profile') ?? '';
    expect(left).toMatch(/alice/);
    await session.logout();
    disk.setItem('acme.profile', left);
    session.start({ session: 'b', accessToken: 'at-b' });
    expect(whole().getState().email).toBe('');
    expect(disk.text).not.toMatch(/alice/);
  });

  it('is there again for the same session', async () => {
    await shown(whole(), 'alice@people.test');
    // At once: the storage is synchronous.
    expect(whole().getState().email).toBe('alice@people.test');
  });
});

describe('what comes late', () => {
  it('does not land: an action that began before, nor when another is signed in', async () => {
    const store = whole();
    const answers = [later<string>(), later<string>()] as const;
    const flights = answers.map((answer) => store.getState().load(answer));
    await session.logout();
    answers[0].resolve('alice@people.test');
    await flights[0];
    expect(store.getState().email).toBe('');
    session.start({ session: 'b', accessToken: 'at-b' });
    answers[1].resolve('alice@people.test');
    await flights[1];
    await shown(store, 'bob@people.test');
    expect(store.getState().email).toBe('bob@people.test');
    expect(disk.text).not.toMatch(/alice/);
    expect(disk.text).toMatch(/bob/);
  });

  it('does not land on the disk: what is set while nobody is signed in', async () => {
    const store = whole();
    await session.logout();
    store.setState({ email: 'alice@people.test' });
    expect(disk.text).not.toMatch(/alice/);
  });

  it('does not land: what a slow storage was still reading and writing', async () => {
    await shown(whole(), 'alice@people.test');
    const gates = [later<void>(), later<void>()] as const;
    const slow = {
      async getItem(key: string) {
        const value = disk.getItem(key);
        await gates[0].promise;
        return value;
      },
      async setItem(key: string, value: string) {
        await gates[1].promise;
        disk.setItem(key, value);
      },
      removeItem: async (key: string) => disk.removeItem(key),
    };
    const store = whole(slow);
    await shown(store, 'alice@people.test');
    const logout = session.logout();
    for (const gate of gates) gate.resolve();
    await logout;
    await settled();
    expect(store.getState().email).toBe('');
    expect(disk.text).not.toMatch(/alice/);
  });

  it('lets a login go on that began while nobody was signed in', async () => {
    const store = whole();
    await session.logout();
    const answer = later<string>();
    const flight = store.getState().load(answer);
    session.start({ session: 'b', accessToken: 'at-b' });
    answer.resolve('bob@people.test');
    await flight;
    expect(store.getState().email).toBe('bob@people.test');
  });
});
