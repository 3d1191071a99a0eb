import { expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import type { Receipt } from '../../src/index.ts';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { codeOf, node } from '../support/node.ts';
import { rawRequest } from '../support/raw.ts';

/** What a browser would send back: each cookie's name and value. */
function jar(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
}

function attributes(cookie: string): string[] {
  return cookie
    .split('; ')
    .slice(1)
    .filter((one) => !one.startsWith('Expires='))
    .toSorted();
}

it('keeps the tokens in __Host- cookies, accepts them, and gives no script a token', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const login = await app.post('/login');
  for (const cookie of login.headers.getSetCookie()) {
    expect(cookie).toMatch(/^__Host-session(-refresh)?=/);
    expect(attributes(cookie)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
  }
  const cookie = jar(login);
  expect((await app.fetch('/me', { headers: { cookie } })).status).toBe(200);
  const refreshed = await app.post('/auth/refresh', { headers: { cookie } });
  expect(refreshed.status).toBe(200);
  expect(Object.keys((await refreshed.json()) as object)).not.toContain('accessToken');
  expect((await app.fetch('/me', { headers: { cookie: jar(refreshed) } })).status).toBe(200);
});

it('clears each cookie at the logout with the very attributes it was set with', async () => {
  for (const options of [
    {},
    { name: 'sid', sameSite: 'Strict' },
    { domain: 'example.com', sameSite: 'None' },
  ] as const) {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { cookies: sessionCookies(options) });
    const login = await app.post('/login');
    const logout = await app.post('/auth/logout', { headers: { cookie: jar(login) } });
    expect(((await logout.json()) as Receipt).revoked).toHaveLength(1);
    const [set, cleared] = [login.headers.getSetCookie(), logout.headers.getSetCookie()];
    expect(cleared).toHaveLength(set.length);
    cleared.forEach((cookie, index) => {
      expect(cookie.split('=', 1)).toEqual(set[index]?.split('=', 1));
      expect(cookie).toMatch(/^[^=]+=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; /);
      expect(attributes(cookie)).toEqual(attributes(set[index] ?? ''));
    });
    expect((await app.fetch('/me', { headers: { cookie: jar(login) } })).status).toBe(401);
    expect((await app.post('/auth/refresh', { headers: { cookie: jar(login) } })).status).toBe(401);
  }
});

it('logs out by the refresh cookie alone, once the browser has dropped the access cookie', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const cookie = jar(await app.post('/login')).split('; ')[1] ?? '';
  clock.advance(10 * 60_000);
  const logout = await app.post('/auth/logout', { headers: { cookie } });
  expect(((await logout.json()) as Receipt).revoked).toHaveLength(1);
});

it('refuses what another site made the browser send: by Sec-Fetch-Site, by Origin where that is missing', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, {
    cookies: sessionCookies(),
    origins: ['https://app.example.com'],
  });
  const cookie = jar(await app.post('/login'));
  const host = new URL(app.url).host;
  const cases: [Record<string, string>, boolean][] = [
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://sub.example.com' }, false],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://app.example.com' }, true],
    [{ 'sec-fetch-site': 'same-origin', origin: app.url }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ origin: `https://${host}.evil.example` }, false],
    [{ origin: app.url }, true],
    [{}, true],
  ];
  for (const path of [
    '/me',
    '/auth/refresh',
    '/auth/logout/others',
    '/auth/logout/everywhere',
    '/auth/logout',
  ]) {
    for (const [headers, allowed] of cases.filter(([, one]) => !one || path === '/me')) {
      const answer = await app.post(path, { headers: { ...headers, cookie } });
      expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(allowed ? 200 : 403);
      if (!allowed) expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
  expect((await app.fetch('/me', { headers: { cookie } })).status, 'and nobody was signed out').toBe(200);
  const crossSite = { 'sec-fetch-site': 'cross-site', cookie };
  expect(
    (await app.fetch('/me', { headers: crossSite })).status,
    'a link from elsewhere may be followed',
  ).toBe(200);
});

it('refuses a cookie that another site made the browser send beside credentials of another scheme', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const cookie = jar(await app.post('/login'));
  const crossSite = { 'sec-fetch-site': 'cross-site', cookie };
  for (const authorization of ['Basic YTpi', 'Bearer', 'Negotiate abc', '']) {
    expect((await app.post('/me', { headers: { ...crossSite, authorization } })).status).toBe(403);
  }
  expect((await app.post('/me', { headers: { cookie, authorization: 'Basic YTpi' } })).status).toBe(200);
});

it('refuses two different credentials in one request, and takes the same one twice', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const [one, two] = [await app.post('/login'), await app.post('/login?subject=bob')];
  const cookie = jar(one);
  const own = cookie.split('; ')[0]?.split('=')[1] ?? '';
  const other = jar(two).split('; ')[0]?.split('=')[1] ?? '';
  expect((await app.fetch('/me', { token: other, headers: { cookie } })).status).toBe(400);
  expect((await app.fetch('/me', { token: own, headers: { cookie } })).status).toBe(200);
  const doubled = `${cookie}; __Host-session=${other}`;
  expect((await app.fetch('/me', { headers: { cookie: doubled } })).status).toBe(400);
  const logout = await app.post('/auth/logout', { token: other, headers: { cookie } });
  expect(((await logout.json()) as Receipt).revoked, 'a logout ends both').toHaveLength(2);
});

it('does not look at cookies unless it was told to', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { accessToken } = (await (await app.post('/login')).json()) as { accessToken: string };
  expect((await app.fetch('/me', { headers: { cookie: `__Host-session=${accessToken}` } })).status).toBe(401);
});

it('clears the cookies when a refresh is refused for good', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const cookie = jar(await app.post('/login'));
  await app.post('/auth/logout', { headers: { cookie } });
  const answer = await app.post('/auth/refresh', { headers: { cookie } });
  expect([answer.status, answer.headers.getSetCookie().length]).toEqual([401, 2]);
});

it('refuses at boot what no browser could keep', async () => {
  for (const options of [{ name: 'a b' }, { name: '' }, { domain: 'x;y' }, { sameSite: 'lax' as 'Lax' }]) {
    expect(() => sessionCookies(options)).toThrow(expect.objectContaining({ code: 'ERR_CONFIG' }));
  }
  await using curfew = await node();
  const { session, ...tokens } = await curfew.issue({ subject: 'alice', claims: { big: 'x'.repeat(2_900) } });
  expect(session).toBeTruthy();
  const set = async (): Promise<string[]> => sessionCookies().set({ ...tokens, session });
  expect(await codeOf(set())).toBe('ERR_CONFIG');
});

it('reads no cookie into the header that a browser would not have let in under that name', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const mallory = jar(await app.post('/login?subject=mallory')).split('; ')[0] ?? '';
  const smuggled = [`theme=dark,${mallory}`, `theme="a, ${mallory}"`, `__host-session${mallory.slice(14)}`];
  for (const cookie of smuggled) {
    expect((await app.fetch('/me', { headers: { cookie } })).status, cookie.slice(0, 20)).toBe(401);
  }
  const raw = await rawRequest(app.url, `GET /me HTTP/1.1\r\nHost: x\r\nCookie: \xa0${mallory}\r\n\r\n`);
  expect(raw.status).toBe(401);
  const alice = jar(await app.post('/login'));
  expect((await app.fetch('/me', { headers: { cookie: `theme=dark,${mallory}; ${alice}` } })).status).toBe(
    200,
  );
});

it('ends every session whose cookie a logout carries, also when a name is there twice', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies({ domain: 'example.com' }) });
  const cookie = `${jar(await app.post('/login'))}; ${jar(await app.post('/login?subject=bob'))}`;
  expect((await app.fetch('/me', { headers: { cookie } })).status).toBe(400);
  const logout = await app.post('/auth/logout', { headers: { cookie } });
  expect(((await logout.json()) as Receipt).revoked).toHaveLength(2);
  expect(logout.headers.getSetCookie()).toHaveLength(2);
});
