import { memory } from 'curfew/stores/memory';
import { guard, renew, authOf, sessionCookies } from 'curfew/ws';
import { expect, it } from 'vitest';
import { WebSocketServer, WebSocket } from 'ws';
import { TestClock } from '../support/clock.ts';
import { codeOf, node, overriding, pause, until } from '../support/node.ts';
import { StoreUnavailable } from '../../src/index.ts';
import { SocketServer } from './sockets.ts';

it('lets in who has a live token, and says who they are', async () => {
  await using curfew = await node();
  await using server = await SocketServer.start(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  expect(await (await server.connect(accessToken)).ask()).toBe('alice');
});

it('closes with 4401 when the session ends, on whichever node', async () => {
  const store = memory();
  // Who is not told of it would notice after so long.
  const staleness = 10_000;
  await using here = await node({ store, staleness });
  await using there = await node({ store, staleness });
  await using server = await SocketServer.start(here);
  const { accessToken, refreshToken } = await here.issue({ subject: 'alice' });
  const client = await server.connect(accessToken);
  const started = performance.now();
  await there.logout(refreshToken);
  await until(() => client.closed !== undefined);
  expect(client.closed).toMatchObject({ code: 4401, reason: 'ERR_TOKEN_REVOKED' });
  expect((client.closed?.at ?? Infinity) - started).toBeLessThan(2_000);
});

it('hears nothing after the logout from a client that ignores the close, and cuts it off', async () => {
  await using curfew = await node();
  await using server = await SocketServer.start(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const client = await server.connect(accessToken);
  await client.ask('before');
  // It reads nothing any more, so it never learns that it was closed.
  client.socket.pause();
  await curfew.logout(accessToken);
  for (let turn = 0; turn < 5; turn += 1) {
    client.socket.send('after');
    await pause(10);
  }
  expect(server.heard).toEqual(['before']);
  await until(() => server.opened[0]?.readyState === WebSocket.CLOSED);
});

it('closes exactly the sockets of what was ended', async () => {
  await using curfew = await node();
  await using server = await SocketServer.start(curfew);
  const logins = await Promise.all(
    Array.from({ length: 50 }, (_, index) => curfew.issue({ subject: `user-${index}` })),
  );
  const clients = await Promise.all(
    logins.flatMap(({ accessToken, session }) =>
      [1, 2].map(async () => ({ session, client: await server.connect(accessToken) })),
    ),
  );
  const closed = (): string[] => clients.filter(({ client }) => client.closed).map(({ session }) => session);
  const [first = ''] = logins.map(({ session }) => session);
  await curfew.revoke({ session: first });
  await until(() => closed().length >= 2);
  await pause(50);
  expect(closed()).toEqual([first, first]);
  await curfew.revoke('everything');
  await until(() => closed().length === clients.length);
  expect(clients.every(({ client }) => client.closed?.code === 4401)).toBe(true);
});

it.each<[string, Record<string, string | string[]>, string, number, string]>([
  ['nothing', {}, '/', 401, 'ERR_NO_CREDENTIALS'],
  ['a token in the URL', {}, '/?access_token=TOKEN&token=TOKEN', 401, 'ERR_NO_CREDENTIALS'],
  ['rubbish', { authorization: 'Bearer rubbish' }, '/', 401, 'ERR_TOKEN_INVALID'],
  [
    'two headers',
    { authorization: 'Bearer TOKEN', 'sec-websocket-protocol': 'curfew.bearer.x' },
    '/',
    400,
    'ERR_BAD_REQUEST',
  ],
  [
    'two protocols',
    { 'sec-websocket-protocol': 'curfew.bearer.TOKEN, curfew.bearer.TOKEN' },
    '/',
    400,
    'ERR_BAD_REQUEST',
  ],
])('refuses an upgrade with %s', async (_what, headers, path, status, code) => {
  await using curfew = await node();
  await using server = await SocketServer.start(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const filled = JSON.parse(JSON.stringify(headers).replaceAll('TOKEN', accessToken)) as typeof headers;
  const answer = await server.upgrade(filled, path.replaceAll('TOKEN', accessToken));
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    status,
    expect.objectContaining({ code, status }),
  ]);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
});

it('answers 503 when nobody can tell, and 401 when the token is dead', async () => {
  const store = memory();
  let isDown = false;
  const down = overriding(store, {
    changes: (...values) =>
      isDown ? Promise.reject(new StoreUnavailable('down')) : store.changes(...values),
    session: (sid) => (isDown ? Promise.reject(new StoreUnavailable('down')) : store.session(sid)),
  });
  await using curfew = await node({ store: down, staleness: 50 });
  await using server = await SocketServer.start(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const headers = { authorization: `Bearer ${accessToken}` };
  expect((await server.upgrade(headers)).status).toBe(101);
  isDown = true;
  await until(() => curfew.health().staleness.now > 60);
  const answer = await server.upgrade(headers);
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
  isDown = false;
  await until(() =>
    curfew.verify(accessToken).then(
      () => true,
      () => false,
    ),
  );
  await curfew.logout(accessToken);
  expect((await server.upgrade(headers)).status).toBe(401);
});

it('takes the token of a browser as a protocol, and never answers with that one', async () => {
  await using curfew = await node();
  await using server = await SocketServer.start(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  for (const protocols of [
    ['chat', `curfew.bearer.${accessToken}`],
    [`curfew.bearer.${accessToken}`, 'chat'],
  ]) {
    const client = await server.connect(undefined, protocols);
    expect([await client.ask(), client.socket.protocol]).toEqual(['alice', 'chat']);
  }
  const alone = await server.upgrade({ 'sec-websocket-protocol': `curfew.bearer.${accessToken}` });
  expect([alone.status, alone.headers['sec-websocket-protocol']]).toEqual([101, undefined]);
});

it('refuses a cookie that another site sent along', async () => {
  await using curfew = await node();
  const cookies = sessionCookies();
  await using server = await SocketServer.start(curfew, { cookies, origins: ['https://app.example.com'] });
  const tokens = await curfew.issue({ subject: 'alice' });
  const cookie = cookies
    .set(tokens)
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await server.upgrade({ cookie, ...headers })).status;
  const own = `http://127.0.0.1:${server.port}`;
  expect(await status({ origin: own })).toBe(101);
  expect(await status({ origin: own, 'sec-fetch-site': 'same-origin' })).toBe(101);
  expect(await status({ origin: 'https://app.example.com', 'sec-fetch-site': 'cross-site' })).toBe(101);
  expect(await status({})).toBe(101);
  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await status({ origin: 'null' })).toBe(403);
  expect(await status({ origin: own, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await status({ 'sec-fetch-site': 'same-site' })).toBe(403);
  // A page that holds a token may use it from anywhere.
  const bearer = { authorization: `Bearer ${tokens.accessToken}`, cookie: '' };
  expect(await status({ ...bearer, origin: 'https://evil.example' })).toBe(101);
});

it('ends at the expiry of its token, unless it was renewed', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  await using server = await SocketServer.start(curfew);
  const tokens = await curfew.issue({ subject: 'alice' });
  const [old, renewed] = [await server.connect(tokens.accessToken), await server.connect(tokens.accessToken)];
  clock.advance(200_000);
  const next = await curfew.refresh(tokens.refreshToken);
  const [, socket] = server.opened;
  if (!socket) throw new Error('it was not opened');
  await renew(socket, next.accessToken);
  clock.advance(101_000);
  await until(() => old.closed !== undefined);
  expect(old.closed).toMatchObject({ code: 4401, reason: 'ERR_TOKEN_EXPIRED' });
  expect([await renewed.ask(), authOf(socket).expiresAt]).toEqual(['alice', next.expiresAt]);
  await curfew.logout(next.refreshToken);
  await until(() => renewed.closed !== undefined);
  expect(renewed.closed).toMatchObject({ code: 4401, reason: 'ERR_TOKEN_REVOKED' });
});

it('is renewed only by a live token of the same session', async () => {
  await using curfew = await node();
  await using server = await SocketServer.start(curfew);
  const [tokens, other] = [
    await curfew.issue({ subject: 'alice' }),
    await curfew.issue({ subject: 'alice' }),
  ];
  const client = await server.connect(tokens.accessToken);
  const [socket] = server.opened;
  if (!socket) throw new Error('it was not opened');
  expect(await codeOf(renew(socket, other.accessToken))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(renew(socket, 'rubbish'))).toBe('ERR_TOKEN_INVALID');
  expect(await client.ask()).toBe('alice');
  await curfew.logout(tokens.accessToken);
  await until(() => client.closed !== undefined);
  expect(await codeOf(renew(socket, tokens.accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('lasts as long as the session when it is told to', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  await using server = await SocketServer.start(curfew, { until: 'session' });
  const [tokens, other] = [
    await curfew.issue({ subject: 'alice' }),
    await curfew.issue({ subject: 'alice' }),
  ];
  const client = await server.connect(tokens.accessToken);
  const named = await server.connect(other.accessToken);
  // The token alone was ended: what it opened goes with it.
  await curfew.revoke({ token: other.accessToken });
  await until(() => named.closed !== undefined);
  clock.advance(400_000);
  await pause(1_200);
  expect(await client.ask()).toBe('alice');
  await curfew.revoke({ subject: 'alice' });
  await until(() => client.closed !== undefined);
  expect(client.closed).toMatchObject({ code: 4401, reason: 'ERR_TOKEN_REVOKED' });
});

it('asks to come back later when it stops itself: an outage signs nobody out', async () => {
  const curfew = await node();
  await using server = await SocketServer.start(curfew);
  const client = await server.connect((await curfew.issue({ subject: 'alice' })).accessToken);
  await curfew.close();
  await until(() => client.closed !== undefined);
  expect(client.closed).toMatchObject({ code: 1013, reason: 'ERR_STORE_UNAVAILABLE' });
});

it('refuses to start in a way that would let everybody in', async () => {
  await using curfew = await node();
  const open = new WebSocketServer({ port: 0 });
  expect(() => guard(curfew, open)).toThrow(/noServer/);
  open.close();
  const sockets = new WebSocketServer({ noServer: true });
  expect(() => guard(curfew, sockets, { until: 'ever' as 'token' })).toThrow(/until/);
  expect(() => guard(curfew, sockets, { urls: true } as object)).toThrow(/unknown option/);
});
