import { create, type StateCreator } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { MMKV } from 'react-native-mmkv';

const mmkv = new MMKV({ id: 'user-data' });

const storage = createJSONStorage(() => ({
  getItem: (k: string) => mmkv.getString(k) ?? null,
  setItem: (k: string, v: string) => mmkv.set(k, v),
  removeItem: (k: string) => mmkv.delete(k),
}));

const resetters = new Set<() => void>();

export function createUserStore<T>(name: string, init: StateCreator<T, [['zustand/persist', unknown]]>) {
  const store = create<T>()(persist(init, { name, storage }));
  const initial = store.getInitialState();
  resetters.add(() => {
    store.setState(initial, true);
    store.persist.clearStorage();
  });
  return store;
}

export function forgetUser() {
  resetters.forEach((reset) => reset());
}
