import { atom } from 'jotai';

export type Me = { id: string; email: string; club: string };

const headers = () => ({ 'x-session-id': sessionStorage.getItem('sid') ?? '' });

export const meAtom = atom<Me | null>(null);

export const loadMeAtom = atom(null, async (_get, set) => {
  const res = await fetch('/session/me', { headers: headers() });
  set(meAtom, res.ok ? await res.json() : null);
});

export const logoutAtom = atom(null, async (_get, set) => {
  await fetch('/session/logout', { method: 'POST', headers: headers() });
  sessionStorage.removeItem('sid');
  set(meAtom, null);
});
