import { io } from 'socket.io-client';
import { expect, it } from 'vitest';
import { Example } from './example.ts';

it('answers, and is disconnected at the logout', async () => {
  await using example = await Example.start(() => import('../../examples/socket-io.ts'));
  const { accessToken } = await example.login();
  const socket = io(example.url, { auth: { token: accessToken }, reconnection: false });
  expect(await socket.timeout(5_000).emitWithAck('who')).toBe('alice');
  const why = new Promise((resolve) => socket.on('curfew', resolve));
  const reason = new Promise((resolve) => socket.on('disconnect', resolve));
  await example.post('/auth/logout', {}, { headers: { authorization: `Bearer ${accessToken}` } });
  expect(await why).toEqual({ code: 'ERR_TOKEN_REVOKED', status: 401 });
  expect(await reason).toBe('io server disconnect');
  const again = io(example.url, { auth: { token: accessToken }, reconnection: false, forceNew: true });
  const refused = await new Promise((resolve) => again.on('connect_error', resolve));
  expect(refused).toMatchObject({ data: { code: 'ERR_TOKEN_REVOKED', status: 401 } });
});
