import { writable } from 'svelte/store';

export type Driver = { id: string; plate: string };

export const driver = writable<Driver | null>(null);

export async function load() {
  const res = await fetch('/auth/me');
  driver.set(res.ok ? await res.json() : null);
}

export async function leave() {
  const res = await fetch('/auth/logout', { method: 'POST' });
  if (!res.ok) throw new Error('logout failed');
  driver.set(null);
}
