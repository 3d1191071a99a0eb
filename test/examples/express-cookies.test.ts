import { expect, it } from 'vitest';
import { Example } from './example.ts';

/** What a browser would send back. */
function jar(response: Response): string {
  const cookies = response.headers.getSetCookie();
  return cookies.map((one) => one.split(';', 1)[0]).join('; ');
}

it('keeps the tokens in cookies, refreshes them, and clears them at the logout', async () => {
  await using example = await Example.start(() => import('../../examples/express-cookies.ts'));
  const login = await example.post('/login', { username: 'alice', password: 'correct-horse' });
  expect(login.headers.getSetCookie()).toHaveLength(2);
  expect(Object.keys((await login.json()) as object).toSorted()).toEqual([
    'expiresAt',
    'refreshExpiresAt',
    'session',
    'ticket',
  ]);
  const first = jar(login);
  expect((await example.fetch('/me', { headers: { cookie: first } })).status).toBe(200);

  const refreshed = await example.post('/auth/refresh', {}, { headers: { cookie: first } });
  const cookie = jar(refreshed);
  expect([refreshed.status, (await example.fetch('/me', { headers: { cookie } })).status]).toEqual([
    200, 200,
  ]);

  const forged = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await example.post('/transfer', {}, { headers: forged })).status).toBe(403);
  expect((await example.post('/transfer', {}, { headers: { cookie } })).status).toBe(200);

  const logout = await example.post('/auth/logout', {}, { headers: { cookie } });
  expect([logout.status, jar(logout)]).toEqual([200, '__Host-session=; __Host-session-refresh=']);
  for (const old of [first, cookie]) {
    expect((await example.fetch('/me', { headers: { cookie: old } })).status).toBe(401);
    expect((await example.post('/auth/refresh', {}, { headers: { cookie: old } })).status).toBe(401);
  }
});
