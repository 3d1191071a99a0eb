import { atom, getDefaultStore } from 'jotai';

export const userAtom = atom(null);

const store = getDefaultStore();

store.sub(userAtom, () => {
  if (store.get(userAtom) === null) void fetch('/api/logout', { method: 'POST', keepalive: true });
});

export const logout = () => {
  localStorage.removeItem('token');
  store.set(userAtom, null);
};
