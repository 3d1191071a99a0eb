type Listener = (token: string | null) => void;

let current: string | null = null;
const listeners = new Set<Listener>();

export const tokenStore = {
  get: () => current,
  set(token: string | null) {
    current = token;
    listeners.forEach((notify) => notify(token));
  },
  subscribe(listener: Listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
