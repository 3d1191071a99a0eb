import { absolute } from './visitor.ts';
import { headerOf } from './fields.ts';
import type { Recorded } from './recorded.ts';

/** Where applications answer a CSRF token, or set the cookie for it. */
const ENDPOINTS = [
  'csrf',
  'csrf-token',
  'csrfToken',
  'csrf_token',
  'xsrf-token',
  'csrf-cookie',
  'get-csrf-token',
  'token/csrf',
  'security/csrf',
];
const FOREIGN = ['/sanctum/csrf-cookie', '/api/auth/csrf', '/session/token', '/api/csrf', '/api/csrf-token'];
const PAGES = ['/login', '/signin', '/sign-in', '/users/sign_in', '/accounts/login/', '/auth/login'];

/** The path of a login, cut shorter at every slash: `/api/auth/login` gives `/api/auth`, `/api` and nothing. */
export function prefixesOf(url: URL): string[] {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const shorter = parts.map((_, at) => parts.slice(0, parts.length - 1 - at));
  return unique([...shorter.slice(0, 5), []].map((some) => some.map((part) => `/${part}`).join('')));
}

/** Pages that may hold what a login repeats, the likeliest first: those that were read before it, the one it was sent from, its own. */
export function pagesOf({ step }: Recorded, pages: readonly string[], base: string): string[] {
  const url = absolute(step.url, base);
  const referer = headerOf(step, 'referer');
  const same = (path: string): string => new URL(path, url).href;
  const known = [
    ...pages,
    ...(referer === undefined ? [] : [referer]),
    url.href.replace(/[?#].*$/, ''),
    same('/'),
  ];
  // The others' servers are nobody's business here.
  const own = known.filter((page) => URL.parse(page)?.hostname === url.hostname);
  return unique([...own, ...PAGES.map(same)]);
}

/** Where a token is told without a page. */
export function endpointsOf({ step }: Recorded, base: string): string[] {
  const url = absolute(step.url, base);
  const own = prefixesOf(url).flatMap((prefix) => ENDPOINTS.map((name) => `${prefix}/${name}`));
  return unique([...own, ...FOREIGN].map((path) => new URL(path, url).href));
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
