import { atom, createStore } from 'jotai';
import { atomWithReset, atomWithStorage, createJSONStorage } from 'jotai/utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { guardStorage, jotai } from './index.ts';

let disk: MemoryStorage;
let session: ClientSession;
let heard: Set<(event: StorageEvent) => void>;

beforeEach(() => {
  disk = new MemoryStorage();
  heard = new Set();
  vi.stubGlobal('localStorage', disk);
  vi.stubGlobal('addEventListener', (_type: string, listener: (event: StorageEvent) => void) =>
    heard.add(listener),
  );
  vi.stubGlobal('removeEventListener', (_type: string, one: (event: StorageEvent) => void) =>
    heard.delete(one),
  );
  session = openSession();
  session.start({ session: 'a', accessToken: 'at-a' });
  return () => {
    session.close();
    vi.unstubAllGlobals();
  };
});

/** A page with atoms of each kind. */
function page() {
  const store = createStore();
  const storage = createJSONStorage<string>(() => guardStorage(session));
  const plain = atom('');
  const atoms = {
    stored: atomWithStorage('acme.email', '', storage, { getOnInit: true }),
    plain,
    reset: atomWithReset(''),
    own: atom(null, (_get, set, email: string) => set(plain, email)),
  };
  session.clears(jotai(session, store, atoms.stored, atoms.plain, atoms.reset));
  const set = (email: string): void => {
    store.set(atoms.stored, email);
    store.set(atoms.plain, email);
    store.set(atoms.reset, email);
  };
  const held = () => [store.get(atoms.stored), store.get(atoms.plain), store.get(atoms.reset)].join();
  return { store, atoms, set, held };
}

describe('what was there', () => {
  it('is gone from the atoms and from the disk', async () => {
    const { set, held } = page();
    set('alice@people.test');
    expect(disk.text).toMatch(/alice/);
    await session.logout();
    expect(held()).toBe(',,');
    expect(disk.text).not.toMatch(/alice|acme/);
  });

  it('is not shown to another, and deleted: what a tab left that was closed', async () => {
    page().set('alice@people.test');
    const left = disk.getItem('acme.email') ?? '';
    expect(left).toMatch(/alice/);
    await session.logout();
    disk.setItem('acme.email', left);
    session.start({ session: 'b', accessToken: 'at-b' });
    expect(page().held()).toBe(',,');
    expect(disk.text).not.toMatch(/alice/);
  });

  it('is there again for the same session', () => {
    page().set('alice@people.test');
    expect(page().held()).toBe('alice@people.test,,');
  });
});

describe('what comes late', () => {
  it('does not land while nobody is signed in, and never on the disk', async () => {
    const { store, atoms, set, held } = page();
    const seen = vi.fn<(email: string) => void>();
    await session.logout();
    store.sub(atoms.plain, () => seen(store.get(atoms.plain)));
    set('alice@people.test');
    store.set(atoms.own, 'alice@people.test');
    expect(held()).toBe(',,');
    expect(disk.text).not.toMatch(/alice/);
    expect(seen.mock.calls.flat().join()).not.toMatch(/alice/);
    session.start({ session: 'b', accessToken: 'at-b' });
    expect(held()).toBe(',,');
    set('bob@people.test');
    expect(held()).toBe(Array(3).fill('bob@people.test').join());
    expect(disk.text).toMatch(/bob/);
  });

  it('does not land: what is set after the second sign-out either', async () => {
    const { set, held } = page();
    await session.logout();
    session.start({ session: 'b', accessToken: 'at-b' });
    set('bob@people.test');
    await session.logout();
    set('bob@people.test');
    expect(held()).toBe(',,');
    expect(disk.text).not.toMatch(/bob/);
  });
});

it('follows what other tabs of the same session write, and nobody else', () => {
  const { store, atoms, set, held } = page();
  const stop = store.sub(atoms.stored, () => undefined);
  set('alice@people.test');
  const other = (disk.getItem('acme.email') ?? '').replace('alice', 'alice.b');
  const storage = (key: string, newValue: string | null, storageArea: Storage = disk) => {
    for (const one of heard) one({ key, newValue, storageArea } as StorageEvent);
  };
  storage('acme.other', other);
  storage('acme.email', other, new MemoryStorage());
  expect(held()).toMatch(/^alice@/);
  storage('acme.email', other);
  expect(held()).toMatch(/^alice.b@/);
  storage('acme.email', other.replace('"a"', '"b"'));
  expect(held()).toMatch(/^,/);
  stop();
  expect(heard.size).toBe(0);
});
