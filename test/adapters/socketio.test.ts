import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Curfew } from 'curfew';
import { guard, renew, sessionCookies, type LiveOptions, type SocketData } from 'curfew/socketio';
import { memory } from 'curfew/stores/memory';
import { Server, type DefaultEventsMap, type ServerOptions, type Socket as ServerSocket } from 'socket.io';
import { io as connect, type Socket, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import { afterEach, expect, it } from 'vitest';
import { TestClock } from '../support/clock.ts';
import { codeOf, node, pause, until } from '../support/node.ts';

type Io = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;
type Opened = ServerSocket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Serving {
  readonly io: Io;
  readonly url: string;
  /** What was heard, of anybody. */
  readonly heard: string[];
  readonly opened: Opened[];
}

/** A server that answers `who` with whose the socket is, in every namespace. */
async function serve(
  curfew: Curfew,
  options?: LiveOptions,
  given: Partial<ServerOptions> = {},
): Promise<Serving> {
  const http = createServer();
  const io: Io = new Server(http, given);
  const serving: Serving = { io, url: '', heard: [], opened: [] };
  const listen = (socket: Opened): void => {
    serving.opened.push(socket);
    socket.on('who', (text: string, answer: (subject: string) => void) => {
      serving.heard.push(text);
      answer(socket.data.auth.subject);
    });
  };
  io.use(guard(curfew, options));
  io.on('connection', listen);
  io.on('new_namespace', (namespace) => namespace.use(guard(curfew, options)));
  io.of('/admin').on('connection', listen);
  io.of(/^\/room-\d+$/).on('connection', listen);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  closing.push(() => io.close());
  return { ...serving, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

interface Refusal extends Error {
  data?: { code?: string; status?: number };
}

/** A client: connected, or why it was refused. */
async function join(url: string, options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Socket> {
  const socket = connect(url, { forceNew: true, reconnection: false, transports: ['websocket'], ...options });
  closing.push(() => socket.disconnect());
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', (error: Refusal) => reject(Object.assign(error, { code: error.data?.code })));
  });
  return socket;
}

function ask(socket: Socket, text = 'who am I?'): Promise<unknown> {
  return socket.timeout(2_000).emitWithAck('who', text);
}

/** What a client is told at the end. */
function ending(socket: Socket): { why?: unknown; reason?: string } {
  const told: { why?: unknown; reason?: string } = {};
  socket.on('curfew', (why: unknown) => (told.why = why));
  socket.on('disconnect', (reason) => (told.reason = reason));
  return told;
}

it('lets in who has a live token, and disconnects them when it dies, in every namespace', async () => {
  const store = memory();
  await using here = await node({ store });
  await using there = await node({ store });
  const { url } = await serve(here);
  const [tokens, other] = [await here.issue({ subject: 'alice' }), await here.issue({ subject: 'bob' })];
  const auth = { token: tokens.accessToken };
  const sockets = await Promise.all(['', '/admin', '/room-1'].map((path) => join(url + path, { auth })));
  const bob = await join(url, { auth: { token: other.accessToken } });
  for (const socket of sockets) expect(await ask(socket)).toBe('alice');
  const told = sockets.map(ending);
  await there.logout(tokens.refreshToken);
  await until(() => sockets.every((socket) => !socket.connected));
  for (const one of told) {
    expect(one).toEqual({ why: { code: 'ERR_TOKEN_REVOKED', status: 401 }, reason: 'io server disconnect' });
  }
  expect(await ask(bob)).toBe('bob');
});

it.each([
  ['nothing', {}, 'ERR_NO_CREDENTIALS'],
  ['rubbish', { auth: { token: 'rubbish' } }, 'ERR_TOKEN_INVALID'],
  ['no text', { auth: { token: ['TOKEN'] } }, 'ERR_NO_CREDENTIALS'],
  ['a token in the URL', { query: { token: 'TOKEN', access_token: 'TOKEN' } }, 'ERR_NO_CREDENTIALS'],
  [
    'two tokens',
    { auth: { token: 'TOKEN' }, extraHeaders: { authorization: 'Bearer x' } },
    'ERR_BAD_REQUEST',
  ],
])('refuses %s', async (_what, options, code) => {
  await using curfew = await node();
  const { url } = await serve(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const filled = JSON.parse(JSON.stringify(options).replaceAll('TOKEN', accessToken)) as typeof options;
  for (const path of ['', '/admin', '/room-7']) expect(await codeOf(join(url + path, filled))).toBe(code);
});

it('takes a header, and a cookie that no other site sent along', async () => {
  await using curfew = await node();
  const cookies = sessionCookies();
  const { url } = await serve(curfew, { cookies });
  const tokens = await curfew.issue({ subject: 'alice' });
  const cookie = cookies
    .set(tokens)
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  const headers = [{ authorization: `Bearer ${tokens.accessToken}` }, { cookie }, { cookie, origin: url }];
  for (const extraHeaders of headers) expect(await ask(await join(url, { extraHeaders }))).toBe('alice');
  const forged = { cookie, origin: 'https://evil.example' };
  for (const transports of [['websocket'], ['polling']]) {
    expect(await codeOf(join(url, { extraHeaders: forged, transports }))).toBe('ERR_CROSS_SITE');
  }
});

it('answers 503 when nobody can tell', async () => {
  const curfew = await node();
  const { url } = await serve(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const socket = await join(url, { auth: { token: accessToken } });
  const told = ending(socket);
  await curfew.close();
  await until(() => !socket.connected);
  expect(told.why).toEqual({ code: 'ERR_STORE_UNAVAILABLE', status: 503 });
  expect(await codeOf(join(url, { auth: { token: accessToken } }))).toBe('ERR_STORE_UNAVAILABLE');
});

it('disconnects who died while other middleware took its time', async () => {
  await using curfew = await node();
  const { io, url, heard } = await serve(curfew);
  let release = (): void => undefined;
  io.use((_socket, next) => void (release = next));
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const joined = join(url, { auth: { token: accessToken } });
  const first = release;
  await until(() => release !== first);
  await curfew.logout(accessToken);
  release();
  const socket = await joined;
  socket.emit('who', 'after');
  await until(() => !socket.connected);
  await pause(50);
  expect(heard).toEqual([]);
});

it('ends at the expiry of its token, unless it was renewed by one of the same session', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  const { url, opened } = await serve(curfew);
  const [tokens, other] = [
    await curfew.issue({ subject: 'alice' }),
    await curfew.issue({ subject: 'alice' }),
  ];
  const auth = { token: tokens.accessToken };
  const [old, renewed] = [await join(url, { auth }), await join(url, { auth })];
  const told = ending(old);
  clock.advance(200_000);
  const next = await curfew.refresh(tokens.refreshToken);
  const [, socket] = opened;
  if (!socket) throw new Error('it was not opened');
  expect(await codeOf(renew(socket, other.accessToken))).toBe('ERR_TOKEN_INVALID');
  await renew(socket, next.accessToken);
  expect(socket.data.auth.expiresAt).toBe(next.expiresAt);
  clock.advance(101_000);
  await until(() => !old.connected);
  expect(told.why).toEqual({ code: 'ERR_TOKEN_EXPIRED', status: 401 });
  expect(await ask(renewed)).toBe('alice');
  await curfew.logout(next.refreshToken);
  await until(() => !renewed.connected);
});

it('lasts as long as the session when it is told to', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  const { url } = await serve(curfew, { until: 'session' });
  const tokens = await curfew.issue({ subject: 'alice' });
  const socket = await join(url, { auth: { token: tokens.accessToken } });
  clock.advance(400_000);
  await pause(1_200);
  expect(await ask(socket)).toBe('alice');
  await curfew.logout(tokens.refreshToken);
  await until(() => !socket.connected);
});

it('refuses everybody where a recovered connection would come in past it', async () => {
  await using curfew = await node();
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const auth = { token: accessToken };
  const skipping = await serve(curfew, {}, { connectionStateRecovery: {} });
  expect(await codeOf(join(skipping.url, { auth }))).toBe('ERR_CONFIG');
  const asking = await serve(curfew, {}, { connectionStateRecovery: { skipMiddlewares: false } });
  expect(await ask(await join(asking.url, { auth }))).toBe('alice');
});
