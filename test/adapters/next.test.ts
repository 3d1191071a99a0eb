import { createCurfew, generateKey, type Auth, type Curfew } from 'curfew';
import {
  auth,
  createProxy,
  guard,
  handlers,
  logout,
  onePerProcess,
  sessionCookies,
  setCookies,
  type CookieAttributes,
} from 'curfew/next';
import { memory } from 'curfew/stores/memory';
import { expect, it } from 'vitest';
import { codeOf, node, watched } from '../support/node.ts';

const cookies = sessionCookies();

/** The `cookie` header of somebody who has just signed in. */
async function signedIn(curfew: Curfew): Promise<string> {
  const lines = cookies.set(await curfew.issue({ subject: 'alice' }));
  return lines.map((one) => one.split(';', 1)[0]).join('; ');
}

function request(path: string, headers: Record<string, string> = {}, method = 'GET'): Request {
  return new Request(`https://app.test${path}`, { method, headers });
}

it('gives a route its auth, typed, beside what Next gives it', async () => {
  await using curfew = await node();
  const GET = guard(curfew, { cookies })(
    async (_request, { auth: who, params }: { auth: Auth; params: Promise<{ id: string }> }) =>
      Response.json([who.subject, (await params).id]),
  );
  const context = { params: Promise.resolve({ id: 'one' }) };
  const cookie = await signedIn(curfew);
  const answer = await GET(request('/', { cookie }), context);
  expect(await answer.json()).toEqual(['alice', 'one']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await GET(request('/'), context)).status).toBe(401);
});

it.each(['fail', 'hang'] as const)(
  'answers 503 when the store would %s, and clears no cookie',
  async (how) => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store, staleness: 0 });
    const cookie = await signedIn(curfew);
    disturb(how);
    const headers = new Headers({ cookie });
    const proxy = createProxy(curfew, { cookies, signIn: '/login' });
    const { POST } = handlers(curfew, { cookies });
    const jar = { set: () => expect.unreachable('the session must be taken for alive') };
    const [guarded, stopped, ended, ...codes] = await Promise.all([
      guard(curfew, { cookies })(() => new Response())(request('/', { cookie }), {}),
      proxy(request('/', { cookie, accept: 'text/html' })),
      POST(request('/auth/logout', { cookie }, 'POST'), { params: Promise.resolve({ curfew: ['logout'] }) }),
      codeOf(auth(curfew, headers, { cookies })),
      codeOf(logout(curfew, headers, jar, { cookies })),
    ]);
    expect([guarded.status, stopped?.status, ended.status]).toEqual([503, 503, 503]);
    expect(ended.headers.getSetCookie()).toEqual([]);
    expect(codes).toEqual(['ERR_STORE_UNAVAILABLE', 'ERR_NOT_RECORDED']);
    disturb('none');
  },
);

it('stands before all that is not open, by whole path segments', async () => {
  await using curfew = await node();
  const proxy = createProxy(curfew, { cookies, open: ['/auth', '/about'], signIn: '/login' });
  const statusOf = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    (await proxy(request(path, headers, method)))?.status ?? 'goes on';
  for (const path of ['/auth/refresh', '/about', '/about/us', '/login', '/_next/static/a.js']) {
    expect(await statusOf(path), path).toBe('goes on');
  }
  for (const path of ['/', '/authors', '/aboutme', '/login2', '/_next/other', '/_next/staticfile']) {
    expect(await statusOf(path), path).toBe(401);
  }
  const inside = await proxy(request('/', { cookie: await signedIn(curfew) }));
  expect(inside?.headers.get('x-middleware-next'), 'as NextResponse.next() says it').toBe('1');
  expect(inside?.headers.get('cache-control')).toBe('no-store');
  const page = await proxy(request('/account', { accept: 'text/html' }));
  expect([page?.status, page?.headers.get('location')]).toEqual([307, 'https://app.test/login']);
  expect(page?.headers.get('cache-control')).toBe('no-store');
  expect(await statusOf('/', { accept: 'text/html' }, 'POST')).toBe(401);
});

it('refuses paths that would open everything, or nothing', async () => {
  await using curfew = await node();
  for (const path of [
    '',
    'about',
    '/about/',
    '//',
    '/a//b',
    '/about?x',
    '/about#x',
    'https://app.test/about',
  ]) {
    const asConfigError = expect.objectContaining({ code: 'ERR_CONFIG' }) as Error;
    expect(() => createProxy(curfew, { open: [path] }), path).toThrow(asConfigError);
    expect(() => createProxy(curfew, { signIn: path }), path).toThrow(asConfigError);
  }
  const proxy = createProxy(curfew, { open: ['/'] });
  expect([await proxy(request('/')), (await proxy(request('/account')))?.status]).toEqual([undefined, 401]);
});

it('tells a page who asks, and an action only for this site’s own pages', async () => {
  await using curfew = await node();
  const cookie = await signedIn(curfew);
  const asked = (more: Record<string, string>): Promise<Auth | undefined> =>
    auth(curfew, new Headers({ cookie, ...more }), { cookies });
  expect((await asked({}))?.subject).toBe('alice');
  expect(await auth(curfew, new Headers(), { cookies })).toBeUndefined();
  // A link from elsewhere to a page is no attack; what calls an action is.
  const cross = { 'sec-fetch-site': 'cross-site' };
  expect((await asked(cross))?.subject).toBe('alice');
  expect(await codeOf(asked({ ...cross, 'next-action': 'abc' }))).toBe('ERR_CROSS_SITE');
  expect(await codeOf(asked({ ...cross, 'content-type': 'multipart/form-data' }))).toBe('ERR_CROSS_SITE');
});

it('sets and clears cookies by Next’s own means, with the attributes they have elsewhere', async () => {
  await using curfew = await node();
  const shared = sessionCookies({ name: 'app', sameSite: 'Strict', domain: 'app.test' });
  const jar = new Map<string, [string, CookieAttributes]>();
  const set = (name: string, value: string, attributes: CookieAttributes): unknown =>
    jar.set(name, [value, attributes]);
  const tokens = await curfew.issue({ subject: 'alice' });
  setCookies({ set }, shared.set(tokens));
  const attributes = { path: '/', domain: 'app.test', httpOnly: true, secure: true, sameSite: 'strict' };
  const expires = new Date(Math.floor(tokens.expiresAt / 1_000) * 1_000);
  expect(jar.get('__Secure-app')).toEqual([tokens.accessToken, { ...attributes, expires }]);

  const headers = new Headers({ cookie: `__Secure-app=${tokens.accessToken}` });
  const cross = new Headers({ ...Object.fromEntries(headers), 'sec-fetch-site': 'cross-site' });
  expect(await codeOf(logout(curfew, cross, { set }, { cookies: shared }))).toBe('ERR_CROSS_SITE');
  const { revoked } = await logout(curfew, headers, { set }, { cookies: shared });
  expect(revoked).toEqual([{ kind: 'session', id: tokens.session }]);
  expect([...jar]).toEqual(
    ['__Secure-app', '__Secure-app-refresh'].map((name) => [
      name,
      ['', { ...attributes, expires: new Date(0) }],
    ]),
  );
});

it('makes one Curfew, however often its module is evaluated, and none before it is needed', async () => {
  const keys = await generateKey();
  let made = 0;
  const make = (): Curfew => {
    made += 1;
    return createCurfew({ store: memory(), issuer: { name: 'https://app.test', audience: 'app', keys } });
  };
  const [one, two] = [onePerProcess(make), onePerProcess(make)];
  const proxy = createProxy(one);
  expect(await Promise.resolve(one)).toBe(one);
  expect(made).toBe(0);
  const { accessToken } = await one.issue({ subject: 'alice' });
  await two.logout(accessToken);
  const dead = await proxy(request('/', { authorization: `Bearer ${accessToken}` }));
  expect([dead?.status, made]).toEqual([401, 1]);
  await one[Symbol.asyncDispose]();
});
