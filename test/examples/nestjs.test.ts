import { once } from 'node:events';
import type { Receipt } from 'curfew';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Example } from './example.ts';

it('logs in, guards a route and a socket, logs out, and is out of both', async () => {
  await using example = await Example.start(() => import('../../examples/nestjs.ts'));
  expect((await example.post('/login', { username: 'alice', password: 'wrong' })).status).toBe(401);
  expect((await example.fetch('/me')).status).toBe(401);

  const response = await example.post('/login', { username: 'alice', password: 'correct-horse' });
  const { accessToken, refreshToken, session } = (await response.json()) as Record<string, string>;
  const headers = { authorization: `Bearer ${accessToken}` };
  expect(await (await example.fetch('/me', { headers })).json()).toEqual({ sub: 'alice' });
  const socket = new WebSocket(`${example.url.replace('http', 'ws')}/live`, { headers });
  await once(socket, 'open');
  socket.send(JSON.stringify({ event: 'whoami' }));
  expect(String((await once(socket, 'message'))[0])).toBe('{"event":"whoami","data":"alice"}');

  const closed = once(socket, 'close');
  const logout = await example.post('/auth/logout', {}, { headers });
  const { revoked } = (await logout.json()) as Receipt;
  expect([logout.status, revoked]).toEqual([200, [{ kind: 'session', id: session }]]);
  expect((await example.fetch('/me', { headers })).status).toBe(401);
  expect((await closed)[0]).toBe(4401);
  expect((await example.post('/auth/refresh', { refresh_token: refreshToken ?? '' })).status).toBe(401);
});
