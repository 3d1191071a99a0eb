import { derived, get, writable } from 'svelte/store';
import { goto } from '$app/navigation';
import { send } from '../telemetry';

export type Session = { sid: string; user: { id: string; nick: string } };

function fromStorage(): Session | null {
  try {
    return JSON.parse(localStorage.getItem('session') ?? 'null');
  } catch {
    return null;
  }
}

const inner = writable<Session | null>(fromStorage());

inner.subscribe((value) => {
  if (value) localStorage.setItem('session', JSON.stringify(value));
  else localStorage.removeItem('session');
});

export const session = { subscribe: inner.subscribe };
export const nick = derived(inner, ($s) => $s?.user.nick ?? 'guest');

export async function logIn(email: string, password: string) {
  const res = await fetch('/backend/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!res.ok) throw new Error(await res.text());
  inner.set(await res.json());
}

export function logOut() {
  const current = get(inner);
  if (current) send('/backend/session/end', { sid: current.sid });
  inner.set(null);
  goto('/');
}
