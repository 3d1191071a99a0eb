import type { Server } from 'node:http';
import type { Receipt, Tokens } from 'curfew';
import { expect } from 'vitest';
import { Example } from './example.ts';

/** What `POST /login` takes. */
const BODIES = {
  json: (fields: object): RequestInit => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  }),
  form: (fields: Record<string, string>): RequestInit => ({ body: new URLSearchParams(fields) }),
};

/** Logs in, refreshes, logs out, and is out. */
export async function expectRoundTrip(
  load: () => Promise<{ server: Server }>,
  kind: keyof typeof BODIES = 'json',
): Promise<void> {
  await using example = await Example.start(load);
  const login = (fields: Record<string, string>): Promise<Response> =>
    example.fetch('/login', { method: 'POST', ...BODIES[kind](fields) });
  expect((await login({ username: 'alice', password: 'wrong' })).status).toBe(401);
  expect((await login({})).status).toBe(401);
  expect((await example.fetch('/me')).status).toBe(401);
  const first = (await (await login({ username: 'alice', password: 'correct-horse' })).json()) as Tokens;
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
