import { expect, it } from 'vitest';
import { planOfFile } from './file-plan.ts';

const ENV = { TOKEN: 't0p' };

async function socket(text: string): Promise<unknown> {
  const plan = await planOfFile(`base: http://h\nsockets: [${text}]`, 'a.yaml', ENV);
  return plan.sockets?.[0];
}

const asked = 'EIO=4&transport=websocket';

it.each([
  ['{socketio: /}', { url: `/socket.io/?${asked}`, namespace: '/', headers: [] }],
  ['{socketio: ""}', { url: `/socket.io/?${asked}`, namespace: '/' }],
  ['{socketio: chat}', { namespace: '/chat' }],
  ['{socketio: /chat/room, path: /ws}', { url: `/ws/?${asked}`, namespace: '/chat/room' }],
  ['{socketio: /chat, path: ws/}', { url: `/ws/?${asked}` }],
  [
    '{socketio: "https://other:3001/chat?token={access}"}',
    { url: `https://other:3001/socket.io/?${asked}&token={access}`, namespace: '/chat' },
  ],
  ['{socketio: "http://other"}', { url: `http://other/socket.io/?${asked}`, namespace: '/' }],
  ['{socketio: /, auth: "Bearer {access}"}', { headers: [['Authorization', 'Bearer {access}']] }],
  [
    '{socketio: /, auth: {token: "{access}", more: $TOKEN}, headers: {A: b}}',
    { handshake: '{"token":"{access}","more":"{TOKEN}"}', headers: [['A', 'b']] },
  ],
  ['{socketio: /, hello: [who, [join, {room: 7}]]}', { hello: ['who', '["join",{"room":7}]'] }],
  [
    '{websocket: /live, hello: {subscribe: quotes}}',
    { kind: 'websocket', hello: ['{"subscribe":"quotes"}'] },
  ],
])('reads %s', async (text, expected) => {
  expect(await socket(text)).toMatchObject(
    text.includes('socketio') ? { kind: 'socketio', ...expected } : expected,
  );
});

it.each([
  [
    '{socketio: /, sse: /events}',
    'a.yaml:2:11: a socket needs either websocket, sse or socketio: its address',
  ],
  ['{websocket: /live, path: /ws}', 'a.yaml:2:36: path is for socketio: where the server listens'],
  ['{websocket: /live, auth: {token: x}}', 'a.yaml:2:36: auth has to be a text'],
  ['{socketoi: /}', 'a.yaml:2:12: a socket has no key socketoi; did you mean socketio?'],
])('refuses %s', async (text, message) => {
  await expect(socket(text)).rejects.toThrow(message);
});
