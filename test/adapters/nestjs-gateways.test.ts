import { once } from 'node:events';
import type { Type } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { CurfewModule, CurrentAuth, Public, sessionCookies } from 'curfew/nestjs';
import type { Auth, Curfew } from 'curfew';
import { memory } from 'curfew/stores/memory';
import { node, overriding, pause, watched } from '../support/node.ts';
import { freePort } from '../support/ports.ts';
import { decorate, moduleOf, NestApp, platforms, type Platform } from '../support/nest.ts';

/** A gateway that says who asks, to `mine` and to `open`; counts who is connected. */
function gateway(path: string, ...decorators: ClassDecorator[]): Type & { connected: string[] } {
  class Gateway {
    static connected: string[] = [];
    handleConnection(): void {
      Gateway.connected.push(path);
    }
    mine(auth?: Auth): object {
      return { event: 'mine', data: auth?.subject ?? 'nobody' };
    }
    open(): object {
      return { event: 'open', data: 'open' };
    }
  }
  decorate(Gateway, 'mine', SubscribeMessage('mine'));
  decorate(Gateway, 'open', SubscribeMessage('open'), Public());
  CurrentAuth()(Gateway.prototype, 'mine', 0);
  for (const decorator of [WebSocketGateway({ path }), ...decorators]) decorator(Gateway);
  return Gateway;
}

/** A client: what it is told, and how it ends. */
class Client {
  readonly socket: WebSocket;
  readonly closed: Promise<unknown[]>;

  constructor(
    app: { url: string },
    path: string,
    {
      token,
      headers,
      protocols = [],
      ...options
    }: ClientOptions & { token?: string; protocols?: string[] } = {},
  ) {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    this.socket = new WebSocket(app.url.replace('http', 'ws') + path, protocols, {
      headers: { ...authorization, ...headers },
      ...options,
    });
    this.closed = once(this.socket, 'close').then(([code, reason]) => [code, String(reason)]);
  }

  /** Sends at once when the socket is open: before the server can know who it is. */
  async ask(event: string): Promise<unknown> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open');
    const answer = once(this.socket, 'message');
    this.socket.send(JSON.stringify({ event, data: {} }));
    const [text] = (await answer) as [Buffer];
    return JSON.parse(text.toString()) as unknown;
  }
}

async function start(curfew: Curfew, ...gateways: Type[]): Promise<NestApp> {
  return startOn('Express', curfew, ...gateways);
}

async function startOn(platform: Platform, curfew: Curfew, ...gateways: Type[]): Promise<NestApp> {
  const module = moduleOf({ providers: gateways });
  const http = { cookies: sessionCookies() };
  return NestApp.start(platform, { imports: [CurfewModule.forRoot({ curfew, http }), module] });
}

it.each(platforms)(
  'lets nobody connect to a gateway without a live token, and its gateway never hears of them: %s',
  async (platform) => {
    await using curfew = await node();
    const Gateway = gateway('/live');
    await using app = await startOn(platform, curfew, Gateway);
    expect(await new Client(app, '/live').closed).toEqual([4401, 'ERR_NO_CREDENTIALS']);
    expect(await new Client(app, '/live', { token: 'garbage' }).closed).toEqual([4401, 'ERR_TOKEN_INVALID']);
    const { accessToken: dead } = await curfew.issue({ subject: 'alice' });
    await curfew.logout(dead);
    expect(await new Client(app, '/live', { token: dead }).closed).toEqual([4401, 'ERR_TOKEN_REVOKED']);
    expect(Gateway.connected).toEqual([]);
  },
);

it.each(platforms)(
  'knows who sends a message, and closes the sockets of a token with 4401 when it dies, and no other: %s',
  async (platform) => {
    await using curfew = await node();
    await using app = await startOn(platform, curfew, gateway('/live'));
    const [one, other] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'bob' })];
    const ended = [1, 2].map(() => new Client(app, '/live', { token: one.accessToken }));
    const going = new Client(app, '/live', { token: other.accessToken });
    for (const client of ended) expect(await client.ask('mine')).toEqual({ event: 'mine', data: 'alice' });
    expect(await going.ask('mine')).toEqual({ event: 'mine', data: 'bob' });
    const asked = performance.now();
    await app.post('/auth/logout', { token: one.accessToken });
    expect(await Promise.all(ended.map(({ closed }) => closed))).toEqual(
      ended.map(() => [4401, 'ERR_TOKEN_REVOKED']),
    );
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(await going.ask('mine')).toEqual({ event: 'mine', data: 'bob' });
  },
);

it.each(platforms)(
  'opens a gateway that is public, and never one that shares its path with another: %s',
  async (platform) => {
    await using curfew = await node();
    await using app = await startOn(
      platform,
      curfew,
      gateway('/open', Public()),
      gateway('/both', Public()),
      gateway('/both'),
    );
    const open = new Client(app, '/open');
    expect(await open.ask('mine')).toEqual({ event: 'mine', data: 'nobody' });
    expect(await new Client(app, '/both').closed).toEqual([4401, 'ERR_NO_CREDENTIALS']);
  },
);

it.each(platforms)('accepts a cookie from its own site, and from no other: %s', async (platform) => {
  await using curfew = await node();
  await using app = await startOn(platform, curfew, gateway('/live'));
  const tokens = await curfew.issue({ subject: 'alice' });
  const cookie = sessionCookies().set(tokens)[0]?.split(';')[0] ?? '';
  const own = new Client(app, '/live', { headers: { cookie }, origin: app.url });
  expect(await own.ask('mine')).toEqual({ event: 'mine', data: 'alice' });
  const evil = new Client(app, '/live', { headers: { cookie }, origin: 'https://evil.example' });
  expect(await evil.closed).toEqual([1008, 'ERR_CROSS_SITE']);
});

it('refuses messages while the store cannot say, and keeps the socket: nobody is signed out', async () => {
  const { store, disturb } = watched(memory());
  await using curfew = await node({ store, staleness: 100 });
  await using app = await start(curfew, gateway('/live'));
  const { accessToken: token } = await curfew.issue({ subject: 'alice' });
  const client = new Client(app, '/live', { token });
  expect(await client.ask('mine')).toEqual({ event: 'mine', data: 'alice' });
  for (const how of ['fail', 'hang'] as const) {
    disturb(how);
    await pause(250);
    expect(await client.ask('mine')).toMatchObject({
      event: 'exception',
      data: { status: 503, code: 'ERR_STORE_UNAVAILABLE' },
    });
    expect(await client.ask('open'), 'is asked of nobody').toEqual({ event: 'open', data: 'open' });
    expect(await new Client(app, '/live', { token }).closed).toEqual([1013, 'ERR_STORE_UNAVAILABLE']);
    disturb('none');
    await pause(250);
    expect(await client.ask('mine')).toEqual({ event: 'mine', data: 'alice' });
  }
});

it('loses nothing of what a client sends before it is known', async () => {
  const store = memory();
  const asking: typeof store.session = async (...given) => {
    await pause(100);
    return store.session(...given);
  };
  await using other = await node({ store });
  await using curfew = await node({
    store: overriding(store, { session: asking, close: async () => undefined }),
  });
  await using app = await start(curfew, gateway('/live'));
  const { accessToken: token } = await other.issue({ subject: 'alice' });
  const connecting = performance.now();
  expect(await new Client(app, '/live', { token }).ask('mine')).toEqual({ event: 'mine', data: 'alice' });
  expect(performance.now() - connecting).toBeGreaterThan(95);
});

it('guards a gateway that listens on a port of its own', async () => {
  await using curfew = await node();
  const port = await freePort();
  await using app = await start(curfew, gateway('/own', WebSocketGateway(port, { path: '/own' })));
  const { accessToken: token } = await curfew.issue({ subject: 'alice' });
  const own = { url: `http://127.0.0.1:${port}` };
  expect(await new Client(own, '/own').closed).toEqual([4401, 'ERR_NO_CREDENTIALS']);
  const client = new Client(own, '/own', { token });
  expect(await client.ask('mine')).toEqual({ event: 'mine', data: 'alice' });
  await app.post('/auth/logout', { token });
  expect(await client.closed).toEqual([4401, 'ERR_TOKEN_REVOKED']);
});

it('takes a token among the protocols, as browsers can send it, and not two', async () => {
  await using curfew = await node();
  await using app = await start(curfew, gateway('/live'));
  const tokens = await Promise.all(['alice', 'bob'].map((subject) => curfew.issue({ subject })));
  const [one = '', two = ''] = tokens.map(({ accessToken }) => `curfew.bearer.${accessToken}`);
  const client = new Client(app, '/live', { protocols: ['chat', one] });
  expect(await client.ask('mine')).toEqual({ event: 'mine', data: 'alice' });
  expect(client.socket.protocol).toBe('chat');
  const both = new Client(app, '/live', { protocols: ['chat', one, two] });
  expect(await both.closed).toEqual([1008, 'ERR_BAD_REQUEST']);
  const dead = new Client(app, '/live', { protocols: ['chat', 'curfew.bearer.garbage'] });
  expect(await dead.closed).toEqual([4401, 'ERR_TOKEN_INVALID']);
});
