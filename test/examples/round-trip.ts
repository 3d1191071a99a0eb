import type { Server } from 'node:http';
import type { Receipt, Tokens } from 'curfew';
import { expect } from 'vitest';
import { Example } from './example.ts';

/** Logs in with JSON, refreshes, logs out, and is out. */
export async function expectRoundTrip(load: () => Promise<{ server: Server }>): Promise<void> {
  await using example = await Example.start(load);
  const login = (password: string): Promise<Response> =>
    example.fetch('/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'alice', password }),
    });
  expect((await login('wrong')).status).toBe(401);
  expect((await example.fetch('/me')).status).toBe(401);
  const first = (await (await login('correct-horse')).json()) as Tokens;
  const me = await example.fetch('/me', { token: first.accessToken });
  expect([me.status, await me.json()]).toEqual([200, { sub: 'alice' }]);

  const refreshed = await example.post('/auth/refresh', { refresh_token: first.refreshToken });
  const second = (await refreshed.json()) as Tokens;
  expect((await example.fetch('/me', { token: second.accessToken })).status).toBe(200);

  const headers = { authorization: `Bearer ${second.accessToken}` };
  const logout = await example.post('/auth/logout', {}, { headers });
  const { revoked, everywhere } = (await logout.json()) as Receipt;
  expect([logout.status, revoked, everywhere]).toEqual([200, [{ kind: 'session', id: first.session }], true]);
  for (const { accessToken, refreshToken } of [first, second]) {
    expect((await example.fetch('/me', { token: accessToken })).status).toBe(401);
    expect((await example.post('/auth/refresh', { refresh_token: refreshToken })).status).toBe(401);
  }
}
