/** Logins as they are found in the wild, each reduced to what makes it hard to find out. All are sound. */
import { randomBytes } from 'node:crypto';
import { PASSWORD, USER } from './setup-apps.ts';
import { quoted } from './setup-recordings.ts';
import type { Answered, App, Asked } from './setup-server.ts';

/** An application, the curl command of its login, and what is to be found. */
export interface Wild {
  readonly app: () => App;
  readonly curl: (origin: string) => string;
  readonly me: string;
  readonly refresh?: string;
  readonly logout: string;
}

function id(): string {
  return randomBytes(20).toString('base64url');
}

function json(path: string, body: object, ...headers: readonly string[]): (origin: string) => string {
  const own = headers.map((header) => `-H ${quoted(header)}`);
  return (origin) =>
    [
      'curl',
      quoted(origin + path),
      "-H 'Content-Type: application/json'",
      ...own,
      '--data-raw',
      quoted(JSON.stringify(body)),
    ].join(' ');
}

function form(
  path: string,
  fields: Record<string, string>,
  ...more: readonly string[]
): (origin: string) => string {
  return (origin) =>
    [
      'curl',
      quoted(origin + path),
      ...more,
      '--data-raw',
      quoted(new URLSearchParams(fields).toString()),
    ].join(' ');
}

function isRight(fields: Asked['fields']): boolean {
  return Object.values(fields).includes(USER) && fields['password'] === PASSWORD;
}

const NOT_FOUND: Answered = { status: 404, json: { detail: 'Not found' } };
const NOBODY: Answered = { status: 401, json: { detail: 'Unauthorized' } };

function bearer({ headers }: Asked, scheme = 'Bearer'): string {
  const [said, token = ''] = (headers.authorization ?? '').split(' ');
  return said === scheme ? token : '';
}

/** Routes by `METHOD /path`. */
function routes(
  table: Readonly<Record<string, (asked: Asked) => Answered>>,
  otherwise: Answered = NOT_FOUND,
): App {
  return (asked) => table[`${asked.method} ${asked.path}`]?.(asked) ?? otherwise;
}

const cookie = (name: string, value: string): Record<string, string> => ({
  'Set-Cookie': value === '' ? `${name}=; Path=/; Max-Age=0` : `${name}=${value}; Path=/; HttpOnly`,
});

export const WILD: Readonly<Record<string, Wild>> = {
  'Auth.js: the CSRF token in JSON, half of it in a cookie, repeated in the body of login and logout': {
    app: () => {
      const live = new Set<string>();
      const held = (asked: Asked): boolean =>
        asked.fields['csrfToken'] !== undefined &&
        asked.cookies.get('authjs.csrf-token') === `${asked.fields['csrfToken']}%7Chash`;
      return routes({
        'GET /api/auth/csrf': () => {
          const token = id();
          return { json: { csrfToken: token }, headers: cookie('authjs.csrf-token', `${token}%7Chash`) };
        },
        'POST /api/auth/callback/credentials': (asked) => {
          if (!held(asked) || !isRight(asked.fields))
            return { status: 302, headers: { Location: '/login?error=CredentialsSignin' } };
          const made = id();
          live.add(made);
          return { status: 302, headers: { Location: '/', ...cookie('authjs.session-token', made) } };
        },
        'GET /api/auth/session': ({ cookies }) =>
          live.has(cookies.get('authjs.session-token') ?? '')
            ? { json: { user: { email: USER } } }
            : { json: null },
        'POST /api/auth/signout': (asked) => {
          if (!held(asked)) return { status: 302, headers: { Location: '/api/auth/signout?csrf=true' } };
          live.delete(asked.cookies.get('authjs.session-token') ?? '');
          return { status: 302, headers: { Location: '/', ...cookie('authjs.session-token', '') } };
        },
      });
    },
    curl: form(
      '/api/auth/callback/credentials',
      { username: USER, password: PASSWORD, csrfToken: 'b2xk', redirect: 'false' },
      "-H 'Referer: https://elsewhere.example/login'",
    ),
    me: 'GET /api/auth/session',
    logout: 'POST /api/auth/signout',
  },
  'Django: a cookie and a hidden input, addresses that end in a slash': {
    app: () => {
      const live = new Set<string>();
      const held = ({ cookies, fields }: Asked): boolean =>
        cookies.get('csrftoken') === fields['csrfmiddlewaretoken'];
      const page = (token: string, more = ''): Answered => ({
        html: `<html><form method="post" action="${more === '' ? '' : '/accounts/logout/'}"><input type="hidden" name="csrfmiddlewaretoken" value="${token}"><input name="password">${more}</form></html>`,
        headers: { 'Set-Cookie': `csrftoken=${token}; Path=/; SameSite=Lax` },
      });
      const isLive = ({ cookies }: Asked): boolean => live.has(cookies.get('sessionid') ?? '');
      return routes({
        'GET /accounts/login/': () => page(id()),
        'POST /accounts/login/': (asked) => {
          if (!held(asked)) return { status: 403, html: 'CSRF verification failed' };
          if (!isRight(asked.fields)) return page(id());
          const made = id();
          live.add(made);
          return { status: 302, headers: { Location: '/dashboard/', ...cookie('sessionid', made) } };
        },
        'GET /dashboard/': (asked) =>
          isLive(asked)
            ? page(asked.cookies.get('csrftoken') ?? '', `Hi ${USER} <button>Log out</button>`)
            : { status: 302, headers: { Location: '/accounts/login/' } },
        'POST /accounts/logout/': (asked) => {
          if (!held(asked)) return { status: 403, html: 'CSRF verification failed' };
          live.delete(asked.cookies.get('sessionid') ?? '');
          return { status: 302, headers: { Location: '/', ...cookie('sessionid', '') } };
        },
      });
    },
    curl: form(
      '/accounts/login/',
      { csrfmiddlewaretoken: 'b2xkLXRva2Vu', username: USER, password: PASSWORD, next: '' },
      "-b 'csrftoken=old; sessionid=old'",
    ),
    me: 'GET /dashboard/',
    logout: 'POST /accounts/logout/',
  },
  'Django REST framework: "Token" in the place of "Bearer", 403 for all else': {
    app: () => {
      const live = new Set<string>();
      return routes({
        'POST /dj-rest-auth/login/': ({ fields }) => {
          if (!isRight(fields)) return { status: 400, json: {} };
          const key = id();
          live.add(key);
          return { json: { key } };
        },
        'GET /dj-rest-auth/user/': (asked) =>
          live.has(bearer(asked, 'Token')) ? { json: { pk: 1, email: USER } } : NOBODY,
        'POST /dj-rest-auth/logout/': (asked) => {
          live.delete(bearer(asked, 'Token'));
          return { json: { detail: 'Successfully logged out.' } };
        },
      });
    },
    curl: json('/dj-rest-auth/login/', { username: USER, password: PASSWORD }),
    me: 'GET /dj-rest-auth/user/',
    logout: 'POST /dj-rest-auth/logout/',
  },
  'Supabase: a key of the application in two headers, logout by a query': {
    app: () => {
      const live = new Map<string, string>();
      const guarded =
        (app: (asked: Asked) => Answered) =>
        (asked: Asked): Answered =>
          asked.headers['apikey'] === 'anon-key-of-the-app' ? app(asked) : NOBODY;
      const pair = (): Answered => {
        const [access, refresh] = [id(), id()];
        live.set(access, refresh);
        return {
          json: {
            access_token: access,
            token_type: 'bearer',
            expires_in: 3600,
            refresh_token: refresh,
            user: { email: USER },
          },
        };
      };
      return routes({
        'POST /auth/v1/token': guarded(({ fields, query }) => {
          if (query.get('grant_type') === 'password')
            return isRight(fields) ? pair() : { status: 400, json: {} };
          if (query.get('grant_type') !== 'refresh_token') return { status: 400, json: {} };
          const found = [...live].find(([, refresh]) => refresh === fields['refresh_token']);
          if (!found) return { status: 400, json: {} };
          live.delete(found[0]);
          return pair();
        }),
        'GET /auth/v1/user': guarded((asked) =>
          live.has(bearer(asked)) ? { json: { email: USER } } : NOBODY,
        ),
        'POST /auth/v1/logout': guarded((asked) => (live.delete(bearer(asked)) ? { status: 204 } : NOBODY)),
      });
    },
    curl: json(
      '/auth/v1/token?grant_type=password',
      { email: USER, password: PASSWORD },
      'apikey: anon-key-of-the-app',
      'authorization: Bearer anon-key-of-the-app',
    ),
    me: 'GET /auth/v1/user',
    refresh: 'POST /auth/v1/token',
    logout: 'POST /auth/v1/logout',
  },
  'the access token in JSON, the refresh token in a cookie of one path, CSRF told at the same JSON path': {
    app: () => {
      const access = new Map<string, string>();
      const refresh = new Set<string>();
      const tokens = new Set<string>();
      const held = ({ headers }: Asked): boolean => tokens.has(String(headers['x-csrf-token']));
      const pair = (): Answered => {
        const [first, second] = [id(), id()];
        access.set(first, second);
        refresh.add(second);
        return {
          json: { token: first },
          headers: { 'Set-Cookie': `refresh_token=${second}; Path=/v2; HttpOnly` },
        };
      };
      return routes({
        'GET /v2/csrf-token': () => {
          const token = id();
          tokens.add(token);
          return { json: { token } };
        },
        'POST /v2/login': (asked) =>
          held(asked) ? (isRight(asked.fields) ? pair() : NOBODY) : { status: 403, json: {} },
        'POST /v2/refresh': (asked) => {
          if (!held(asked)) return { status: 403, json: {} };
          return refresh.delete(asked.cookies.get('refresh_token') ?? '') ? pair() : NOBODY;
        },
        'GET /v2/me': (asked) =>
          access.has(bearer(asked)) ? { json: { id: 'user-7', mail: USER } } : NOBODY,
        'POST /v2/logout': (asked) => {
          if (!held(asked)) return { status: 403, json: {} };
          refresh.delete(access.get(bearer(asked)) ?? '');
          access.delete(bearer(asked));
          return { json: {}, headers: { 'Set-Cookie': 'refresh_token=; Path=/v2; Max-Age=0' } };
        },
      });
    },
    curl: json('/v2/login', { email: USER, password: PASSWORD }, 'X-CSRF-Token: b2xk'),
    me: 'GET /v2/me',
    refresh: 'POST /v2/refresh',
    logout: 'POST /v2/logout',
  },
  'a single-page application whose addresses are in its script alone': {
    app: () => {
      const live = new Set<string>();
      return routes(
        {
          'POST /svc/gatekeeper/enter': ({ fields }) => {
            const made = id();
            if (isRight(fields)) live.add(made);
            return isRight(fields) ? { json: { session: { credential: made } } } : NOBODY;
          },
          'GET /svc/crew/whoami-now': (asked) =>
            live.has(bearer(asked)) ? { json: { crew: USER } } : NOBODY,
          'PUT /svc/gatekeeper/sign-out-now': (asked) =>
            live.delete(bearer(asked)) ? { status: 204 } : NOBODY,
          'GET /assets/app.js': () => ({
            headers: { 'Content-Type': 'text/javascript' },
            html: 'const a=B+"/svc";r.get(`${a}/crew/whoami-now`),r.put("/gatekeeper/sign-out-now",{})',
          }),
          'GET /svc/any': () => NOT_FOUND,
        },
        { html: '<!doctype html><script type="module" src="/assets/app.js"></script>' },
      );
    },
    curl: json('/svc/gatekeeper/enter', { username: USER, password: PASSWORD }),
    me: 'GET /svc/crew/whoami-now',
    logout: 'PUT /svc/gatekeeper/sign-out-now',
  },
  'links in the answer to the login': {
    app: () => {
      const live = new Set<string>();
      return routes({
        'POST /tickets': ({ fields }) => {
          const made = id();
          if (!isRight(fields)) return NOBODY;
          live.add(made);
          return {
            status: 201,
            json: {
              token: made,
              _links: { profile: { href: '/people/9' }, logout: { href: '/tickets/current/end' } },
            },
          };
        },
        'GET /people/9': (asked) => (live.has(bearer(asked)) ? { json: { email: USER } } : NOBODY),
        'POST /tickets/current/end': (asked) => (live.delete(bearer(asked)) ? { status: 204 } : NOBODY),
      });
    },
    curl: json('/tickets', { user: USER, password: PASSWORD }),
    me: 'GET /people/9',
    logout: 'POST /tickets/current/end',
  },
  'a description of the API at the usual place': {
    app: () => {
      const live = new Set<string>();
      const secured = { security: [{ bearer: [] }] };
      return routes({
        'POST /v3/begin': ({ fields }) => {
          const made = id();
          if (isRight(fields)) live.add(made);
          return isRight(fields) ? { json: { jwt: made } } : NOBODY;
        },
        'GET /v3/staff/own-record': (asked) => (live.has(bearer(asked)) ? { json: { email: USER } } : NOBODY),
        'POST /v3/finish': (asked) => (live.delete(bearer(asked)) ? { status: 204 } : NOBODY),
        'GET /openapi.json': () => ({
          json: {
            openapi: '3.0.0',
            paths: {
              '/v3/staff/own-record': { get: { summary: 'Who am I', ...secured } },
              '/v3/finish': { post: { operationId: 'logout', ...secured } },
            },
          },
        }),
      });
    },
    curl: json('/v3/begin', { user: USER, password: PASSWORD }),
    me: 'GET /v3/staff/own-record',
    logout: 'POST /v3/finish',
  },
  'a logout that is told the refresh token by another name, and says yes to anything; a public page that names the person':
    {
      app: () => {
        const access = new Map<string, string>();
        const pair = (): Answered => {
          const [first, second] = [id(), id()];
          access.set(first, second);
          return { json: { access_token: first, refresh_token: second } };
        };
        const owner = (token: unknown): string =>
          [...access].find(([, refresh]) => refresh === token)?.[0] ?? '';
        return routes({
          'POST /login': ({ fields }) => (isRight(fields) ? pair() : NOBODY),
          'POST /refresh': ({ fields }) => (access.delete(owner(fields['refresh_token'])) ? pair() : NOBODY),
          'GET /me': () => ({ json: { author: USER } }),
          'GET /session': (asked) => (access.has(bearer(asked)) ? { json: { email: USER } } : NOBODY),
          'POST /logout': ({ fields }) => {
            access.delete(owner(fields['refreshToken']));
            return { json: { ok: true } };
          },
        });
      },
      curl: json('/login', { email: USER, password: PASSWORD }),
      me: 'GET /session',
      refresh: 'POST /refresh',
      logout: 'POST /logout',
    },
  'every change but the login needs a CSRF header, also where nothing is; a logout that refuses, and yet ends, before the right one':
    {
      app: () => {
        const live = new Map<string, string>();
        const table = routes({
          'POST /login': ({ fields }) => {
            const [sid, csrf] = [id(), id()];
            if (!isRight(fields)) return NOBODY;
            live.set(sid, csrf);
            return {
              json: { ok: true },
              headers: { 'Set-Cookie': [`sid=${sid}; Path=/; HttpOnly`, `XSRF-TOKEN=${csrf}; Path=/`] },
            };
          },
          'GET /': ({ cookies }) => {
            const csrf = live.get(cookies.get('sid') ?? '');
            return {
              html: '<html>',
              ...(csrf !== undefined && { headers: { 'Set-Cookie': `XSRF-TOKEN=${csrf}; Path=/` } }),
            };
          },
          'GET /me': ({ cookies }) =>
            live.has(cookies.get('sid') ?? '') ? { json: { email: USER } } : NOBODY,
          'POST /logout': ({ cookies }) => {
            live.delete(cookies.get('sid') ?? '');
            return { status: 410, json: { error: 'use DELETE /session' } };
          },
          'DELETE /session': ({ cookies }) => {
            live.delete(cookies.get('sid') ?? '');
            return { status: 204 };
          },
        });
        return (asked) => {
          const csrf = live.get(asked.cookies.get('sid') ?? '');
          const free = asked.method === 'GET' || asked.path === '/login';
          return free || (csrf !== undefined && asked.headers['x-xsrf-token'] === csrf)
            ? table(asked)
            : { status: 403, json: { error: 'CSRF' } };
        };
      },
      curl: json('/login', { email: USER, password: PASSWORD }),
      me: 'GET /me',
      logout: 'DELETE /session',
    },
  'a page that is not there sets the cookie as well, and the one that is there comes after it': {
    app: () => {
      const live = new Set<string>();
      const table = routes({
        'POST /api/login': (asked) => {
          const made = id();
          if (!isRight(asked.fields)) return NOBODY;
          live.add(made);
          return { json: {}, headers: cookie('sid', made) };
        },
        'GET /': () => ({ html: '<html>' }),
        'GET /api/me': ({ cookies }) =>
          live.has(cookies.get('sid') ?? '') ? { json: { email: USER } } : NOBODY,
        'POST /api/logout': ({ cookies }) => {
          live.delete(cookies.get('sid') ?? '');
          return { status: 204, headers: cookie('sid', '') };
        },
      });
      return (asked) => {
        if (asked.method === 'GET') {
          const { headers, ...answer } = table(asked);
          return { ...answer, headers: { ...headers, 'Set-Cookie': `XSRF-TOKEN=${id()}; Path=/` } };
        }
        return asked.headers['x-xsrf-token'] === asked.cookies.get('XSRF-TOKEN')
          ? table(asked)
          : { status: 419, json: {} };
      };
    },
    curl: json(
      '/api/login',
      { email: USER, password: PASSWORD },
      'X-XSRF-TOKEN: b2xkLXRva2Vu',
      'Cookie: XSRF-TOKEN=b2xkLXRva2Vu',
    ),
    me: 'GET /api/me',
    logout: 'POST /api/logout',
  },
};
