/** Three applications with a login each, in different schemes. Each is sound unless `leaky`: then its logout ends nothing. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Answered, App, Asked } from './setup-server.ts';

export const USER = 'ada@example.test';
export const PASSWORD = 'p"w&d+ 1{x}é';

interface Flaws {
  readonly leaky?: boolean;
}

function id(): string {
  return randomBytes(18).toString('base64url');
}

function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', 'key').update(signed).digest('base64url')}`;
}

function mayEnter(fields: Asked['fields'], name: string): boolean {
  return fields[name] === USER && fields['password'] === PASSWORD;
}

/** A token in the login's JSON; any other address is answered with the page of a single-page application. */
export function tokenApp({ leaky = false }: Flaws = {}): App {
  const live = new Set<string>();
  return ({ method, path, headers, fields }): Answered => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const asked = `${method} ${path}`;
    if (asked === 'POST /api/v1/auth/login') {
      if (!mayEnter(fields, 'email')) return { status: 401, json: { error: 'wrong' } };
      const made = jwt({ sub: 'user-4711', jti: id() });
      live.add(made);
      return { json: { status: 'ok', data: { token: made, expires_in: 900, user: { id: 4711 } } } };
    }
    if (asked === 'GET /api/v1/users/me')
      return live.has(token) ? { json: { id: 4711, email: USER } } : { status: 401, json: { error: 'no' } };
    if (asked === 'POST /api/v1/auth/logout') {
      if (!live.has(token)) return { status: 401, json: { error: 'no' } };
      if (!leaky) live.delete(token);
      return { status: 204 };
    }
    if (path.startsWith('/api/')) return { status: 404, json: { error: `no ${path}` } };
    return { html: '<!doctype html><div id="root"></div>' };
  };
}

/** A session in a cookie, and a CSRF token in a hidden input that changes with the login. */
export function formApp({ leaky = false }: Flaws = {}): App {
  const sessions = new Map<string, { csrf: string; user?: string }>();
  const set = (sid: string): Record<string, string> => ({ 'Set-Cookie': `sid=${sid}; Path=/; HttpOnly` });
  const input = (csrf: string): string =>
    `<input value="${csrf.replaceAll('+', '&#43;')}" type=hidden name="_csrf">`;
  const begin = (user?: string): [string, string] => {
    const [sid, csrf] = [id(), `${id()}+/=`];
    sessions.set(sid, { csrf, ...(user !== undefined && { user }) });
    return [sid, csrf];
  };
  return ({ method, path, cookies, fields }): Answered => {
    const sid = cookies.get('sid') ?? '';
    const session = sessions.get(sid);
    const asked = `${method} ${path}`;
    // A browser asks for it by itself, and would be sent to the login, which begins another session.
    if (path === '/favicon.ico') return { status: 404, html: '' };
    if (asked === 'GET /login') {
      const [fresh, csrf] = begin();
      return {
        headers: set(fresh),
        html: `<form method=post>${input(csrf)}<input name=username><input name=password></form>`,
      };
    }
    if (method === 'POST' && session?.csrf !== fields['_csrf'])
      return { status: 403, html: 'invalid csrf token' };
    if (asked === 'POST /login') {
      if (!mayEnter(fields, 'username'))
        return { status: 302, headers: { Location: '/login?error=1' }, html: '' };
      const [fresh] = begin(USER);
      sessions.delete(sid);
      return { status: 302, headers: { ...set(fresh), Location: '/account' }, html: '' };
    }
    if (!session?.user) return { status: 302, headers: { Location: '/login' }, html: '' };
    if (asked === 'GET /account')
      return {
        html: `<p>Hello ${USER}</p><form action="/auth/sign_out" method="post">${input(session.csrf)}<button>Bye</button></form>`,
      };
    if (asked === 'POST /auth/sign_out') {
      if (!leaky) sessions.delete(sid);
      return {
        status: 302,
        headers: { Location: '/login', 'Set-Cookie': 'sid=; Path=/; Max-Age=0' },
        html: '',
      };
    }
    return { status: 404, html: 'not found' };
  };
}

/** A session in a cookie; whatever changes something repeats the cookie `XSRF-TOKEN` in a header. */
export function doubleSubmitApp({ leaky = false }: Flaws = {}): App {
  const live = new Set<string>();
  return ({ method, path, headers, cookies, fields }): Answered => {
    const asked = `${method} ${path}`;
    const sid = cookies.get('session') ?? '';
    if (asked === 'GET /api/csrf')
      return { json: {}, headers: { 'Set-Cookie': `XSRF-TOKEN=${id()}%3D; Path=/` } };
    const said = headers['x-xsrf-token'];
    if (
      method !== 'GET' &&
      (said === undefined || encodeURIComponent(String(said)) !== cookies.get('XSRF-TOKEN'))
    )
      return { status: 403, json: { message: 'CSRF' } };
    if (asked === 'POST /api/session') {
      if (!mayEnter(fields, 'login')) return { status: 422, json: { message: 'wrong' } };
      const fresh = id();
      live.add(fresh);
      return { json: { ok: true }, headers: { 'Set-Cookie': `session=${fresh}; Path=/; HttpOnly` } };
    }
    if (asked === 'GET /api/profile')
      return live.has(sid) ? { json: { name: 'Ada', email: USER } } : { json: { name: null } };
    if (asked === 'DELETE /api/session') {
      if (!leaky) live.delete(sid);
      return { status: 204, headers: { 'Set-Cookie': 'session=; Path=/; Max-Age=0' } };
    }
    return { status: 404, json: { message: 'Not found' } };
  };
}

/** An access and a refresh token; the logout ends what its refresh token belongs to, and nothing without one. */
export function pairApp({ leaky = false }: Flaws = {}): App {
  const sessions = new Map<string, { access: string; refresh: string }>();
  const bySecret = (kind: 'access' | 'refresh', value: string): string | undefined =>
    [...sessions].find(([, session]) => session[kind] === value)?.[0];
  const pair = (sid: string): Answered => {
    const made = { access: jwt({ sid, sub: 'u-99-ada', jti: id() }), refresh: id() };
    sessions.set(sid, made);
    return {
      json: { access_token: made.access, refresh_token: made.refresh, token_type: 'Bearer', expires_in: 300 },
    };
  };
  return ({ method, path, headers, fields }): Answered => {
    const asked = `${method} ${path}`;
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const sid = bySecret('access', token);
    const renews = bySecret('refresh', fields['refresh_token'] ?? '');
    if (asked === 'POST /auth/login')
      return mayEnter(fields, 'username') ? pair(id()) : { status: 400, json: { error: 'invalid_grant' } };
    if (asked === 'POST /auth/token/refresh')
      return renews === undefined ? { status: 401, json: { error: 'invalid' } } : pair(renews);
    // It answers a refresh token alone, which opens nothing.
    if (asked === 'POST /auth/refresh') return { json: { refresh_token: fields['refresh_token'] } };
    if (asked === 'GET /auth/whoami')
      return sid === undefined ? { status: 401, json: {} } : { json: { sub: 'u-99-ada', roles: ['user'] } };
    if (asked === 'POST /auth/logout') {
      if (!leaky && renews !== undefined) sessions.delete(renews);
      return { json: { message: 'Logged out' } };
    }
    return { status: 404, json: {} };
  };
}
