import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Example } from './example.ts';

it('talks, is renewed, and is closed with 4401 at the logout', async () => {
  await using example = await Example.start(() => import('../../examples/ws.ts'));
  const url = example.url.replace('http', 'ws');
  const refused = new WebSocket(url);
  expect(String((await once(refused, 'error').catch((error: unknown) => [error]))[0])).toContain('401');
  const tokens = await example.login();
  const socket = new WebSocket(url, ['chat', `curfew.bearer.${tokens.accessToken}`]);
  await once(socket, 'open');
  const ask = async (what: object): Promise<string> => {
    socket.send(JSON.stringify(what));
    const [data] = (await once(socket, 'message')) as [Buffer];
    return data.toString();
  };
  expect(await ask({ say: 'hello' })).toBe('alice: hello');
  expect(await ask({ token: tokens.accessToken })).toBe('renewed');
  expect(await ask({ token: 'rubbish' })).toBe('refused');
  const closed = once(socket, 'close') as Promise<[number, Buffer]>;
  await example.post('/auth/logout', {}, { headers: { authorization: `Bearer ${tokens.accessToken}` } });
  const [code, reason] = await closed;
  expect([code, reason.toString()]).toEqual([4401, 'ERR_TOKEN_REVOKED']);
});
