import type { Receipt } from 'curfew';
import { expect, it } from 'vitest';
import { Example } from './example.ts';

it('refuses every copy of the cookie after the logout', async () => {
  await using example = await Example.start(() => import('../../examples/sealed-cookies.ts'));
  expect((await example.fetch('/me')).status).toBe(401);
  const login = await example.post('/login');
  const cookie = login.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const headers = { cookie };
  expect(await (await example.fetch('/me', { headers })).json()).toEqual({ sub: 'alice', theme: 'dark' });
  const logout = await example.post('/logout', {}, { headers });
  const { revoked, everywhere } = (await logout.json()) as Receipt;
  expect([logout.status, revoked.length, everywhere]).toEqual([200, 1, true]);
  const after = await example.fetch('/me', { headers });
  expect([after.status, await after.json()]).toEqual([
    401,
    expect.objectContaining({ code: 'ERR_TOKEN_REVOKED' }),
  ]);
});
