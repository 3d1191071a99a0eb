import type { PiniaPluginContext } from 'pinia';

export const PREFIX = 'clinic.';

export function persistPlugin({ store, options }: PiniaPluginContext) {
  if (!(options as { keep?: boolean }).keep) return;
  const key = PREFIX + store.$id;
  const saved = localStorage.getItem(key);
  if (saved) store.$patch(JSON.parse(saved));
  store.$subscribe((_mutation, state) => localStorage.setItem(key, JSON.stringify(state)), { flush: 'sync' });
}

export function dropPersisted() {
  Object.keys(localStorage)
    .filter((k) => k.startsWith(PREFIX))
    .forEach((k) => localStorage.removeItem(k));
}
