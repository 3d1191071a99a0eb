import type { Guess } from './draft.ts';
import { prefixesOf, unique } from './places.ts';
import { plainStep } from './recorded.ts';

/** Reads that answer who is asking, the commonest first. */
const ME =
  `me users/me user profile auth/me session whoami account userinfo auth/user auth/profile auth/session user/me
  current-user user/current users/current auth/whoami user/profile users/profile account/me accounts/me auth/userinfo
  info user/info users/info get-session auth/get-session my me/profile users/edit user-info account/info current_user currentuser auth/current-user profile/me my/profile oauth/userinfo auth/users/me auth/user/me auth/verify
  auth/check auth/status api/me api/user api/users/me api/auth/me api/profile v1/me self protected/me protected private secure
  dashboard home account/profile settings secret`.split(/\s+/);

const LOGOUT =
  `logout auth/logout signout sign-out auth/signout auth/sign-out users/sign_out user/logout users/logout
  account/logout session/logout sessions/logout log-out logoff auth/log-out accounts/logout api/logout api/auth/logout
  token/revoke auth/revoke oauth/revoke revoke token/logout auth/token/revoke token/blacklist auth/token/logout`.split(
    /\s+/,
  );
const ENDED_BY_DELETE = [
  'session',
  'sessions/current',
  'auth/session',
  'auth/sessions/current',
  'sessions',
  'auth',
  'login',
  'token',
  'auth/token',
];

const REFRESH =
  `refresh auth/refresh token/refresh refresh-token auth/refresh-token refresh_token auth/refresh_token
  auth/token/refresh token auth/token refreshToken auth/refreshToken tokens/refresh auth/tokens/refresh auth/renew renew
  session/refresh jwt/refresh auth/jwt/refresh token/renew api/refresh oauth/token auth/token/renew`.split(
    /\s+/,
  );

const GUESSED = 'guessed';

/** The commonest of them behind every prefix, then the others. */
export function wellKnownMe(login: URL): { readonly common: Guess[]; readonly others: Guess[] } {
  const guesses = (names: readonly string[]): Guess[] =>
    paths(login, names).map((path) => guess('GET', new URL(path, login).href));
  // Where all is a POST, reading is one too; these names change nothing.
  const asked = paths(login, ['whoami', 'me', 'userinfo', 'getCurrentUser']).map((path) =>
    guess('POST', new URL(path, login).href),
  );
  return {
    common: guesses(ME.slice(0, 9)),
    others: [...own(login, 'GET'), ...guesses(ME.slice(9)), ...asked],
  };
}

/** POST first, as it should be; then DELETE of what a login made; a GET that signs out comes last. */
export function wellKnownLogouts(login: URL): Guess[] {
  const called = unique([...replaced(login), ...paths(login, LOGOUT)]);
  const all = (method: string, some: readonly string[]): Guess[] =>
    some.map((path) => guess(method, new URL(path, login).href));
  return [
    ...all('POST', called),
    ...own(login, 'DELETE'),
    ...all('DELETE', paths(login, ENDED_BY_DELETE)),
    ...called.slice(0, 24).flatMap((path) => [...all('DELETE', [path]), ...all('GET', [path])]),
  ];
}

export function wellKnownRefreshes(login: URL): Guess[] {
  const called = paths(login, REFRESH).map((path) => guess('POST', new URL(path, login).href));
  return [...called, ...own(login, 'PUT'), ...own(login, 'PATCH')];
}

/** What a login made, where it is a thing and no act: `POST /sessions` makes `/sessions/current`; `/sessions` may be all of them. */
const OWN = ['/current', '/me', '/mine', '/self', ''];

function own(login: URL, method: string): Guess[] {
  return OWN.map((name) => guess(method, new URL(`${login.pathname.replace(/\/$/, '')}${name}`, login).href));
}

/** With each prefix of the login's path, the nearest first; a prefix that ends as a name begins is not doubled. */
function paths(login: URL, names: readonly string[]): string[] {
  // Django's addresses end in a slash, and a POST without it is an error there.
  const end = login.pathname.length > 1 && login.pathname.endsWith('/') ? '/' : '';
  return unique(
    prefixesOf(login).flatMap((prefix) =>
      names.flatMap((name) => {
        const [head = ''] = name.split('/');
        const doubled = name.includes('/') && prefix.endsWith(`/${head}`);
        return doubled ? [] : [`${prefix}/${name}${end}`];
      }),
    ),
  );
}

/** `/user/login` has a `/user/logout`, `/sign_in` a `/sign_out`. */
function replaced(login: URL): string[] {
  const path = login.pathname
    .replace(/log([-_]?)in(?!.*log[-_]?in)/i, (_, gap: string) => `log${gap}out`)
    .replace(/sign([-_]?)in(?!.*sign[-_]?in)/i, (_, gap: string) => `sign${gap}out`)
    .replace(/authenticate$/i, 'logout');
  return path === login.pathname ? [] : [path];
}

function guess(method: string, url: string): Guess {
  return { step: plainStep(method, url), why: GUESSED };
}
