const KEY = 'tt:token';

export const tokenStorage = {
  get: () => window.localStorage.getItem(KEY),
  set: (value: string) => window.localStorage.setItem(KEY, value),
  clear: () => window.localStorage.removeItem(KEY),
};
