import { vi } from 'vitest';

/** Gives Node a `localStorage` of its own, as a browser has one; the answer is what it holds. */
export function stubStorage(): Map<string, string> {
  const held = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => void held.set(key, text),
    removeItem: (key: string) => void held.delete(key),
  });
  return held;
}
