import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createAdaptorServer, serve, upgradeWebSocket, type WebSocketServerLike } from '@hono/node-server';
import type { Curfew } from 'curfew';
import * as forExpress from 'curfew/express';
import * as forFastify from 'curfew/fastify';
import * as forHono from 'curfew/hono';
import { tie, type HttpOptions } from 'curfew/http';
import * as forKoa from 'curfew/koa';
import type { AdapterServer } from 'curfew/testing';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { node } from '../support/node.ts';
import { rawRequest } from '../support/raw.ts';
import { listening } from './listening.ts';

const cookies = forExpress.sessionCookies();

/** Applications with a route `/live` behind the guard, as their libraries for WebSockets have it. */
const SERVERS: Record<string, (curfew: Curfew, options: HttpOptions) => Promise<AdapterServer>> = {
  express: (curfew, options) => {
    const app = express().use(forExpress.guard(curfew, options));
    return listening(createServer(app.get('/live', (_req, res) => void res.send('open'))));
  },
  fastify: async (curfew, options) => {
    const app = fastify({ forceCloseConnections: true });
    app.register(forFastify.curfewPlugin, { curfew, ...options });
    app.get('/live', async () => 'open');
    return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
  },
  hono: (curfew, options) => {
    const app = new Hono().use(forHono.guard(curfew, options));
    app.get('/live', (c) => c.text('open'));
    return listening(createAdaptorServer({ fetch: app.fetch }) as Server);
  },
  koa: (curfew, options) => {
    const app = new Koa().use(forKoa.guard(curfew, options)).use((ctx) => void (ctx.body = 'open'));
    return listening(createServer((req, res) => void app.callback()(req, res)));
  },
};

async function cookieOf(curfew: Curfew): Promise<string> {
  const [cookie = ''] = cookies.set(await curfew.issue({ subject: 'alice' }));
  return cookie.split(';', 1)[0] ?? '';
}

it.each(Object.entries(SERVERS))(
  'refuses an upgrade that a page of another site asked for, whose cookie is alive: %s',
  async (_name, start) => {
    await using curfew = await node();
    const { url, close } = await start(curfew, { cookies, origins: ['https://friend.example'] });
    const cookie = await cookieOf(curfew);
    const ask = async (...headers: string[]): Promise<number> => {
      const lines = [`Host: ${new URL(url).host}`, `Cookie: ${cookie}`, ...headers, '', ''];
      return (await rawRequest(url, ['GET /live HTTP/1.1', ...lines].join('\r\n'))).status;
    };
    const upgrade = ['Connection: Upgrade, close', 'Upgrade: websocket'];
    expect(await ask('Connection: close', 'Origin: https://evil.example'), 'a link').toBe(200);
    expect(await ask(...upgrade, 'Origin: https://evil.example')).toBe(403);
    expect(await ask(...upgrade, 'Sec-Fetch-Site: cross-site')).toBe(403);
    expect(await ask('Connection: Upgrade, close', 'Upgrade: foo, WebSocket', 'Origin: null')).toBe(403);
    expect(await ask(...upgrade, `Origin: ${url}`)).toBe(200);
    expect(await ask(...upgrade, 'Origin: https://friend.example')).toBe(200);
    expect(await ask(...upgrade), 'no browser').toBe(200);
    await close();
  },
);

it('guards the WebSockets of a framework, which hang on auth.signal: Hono', async () => {
  await using curfew = await node();
  const app = new Hono().use(forHono.guard(curfew, { cookies }));
  app.get(
    '/live',
    upgradeWebSocket((c) => {
      const { auth } = c.var;
      return {
        onOpen: (_event, socket) => void tie(auth, (why) => socket.close(4401, why.code)),
        onMessage: (_event, socket) => socket.send(auth.subject),
      };
    }),
  );
  // Its types are not made for `exactOptionalPropertyTypes`.
  const sockets = new WebSocketServer({ noServer: true }) as unknown as WebSocketServerLike;
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', websocket: { server: sockets } });
  await once(server, 'listening');
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const tokens = await curfew.issue({ subject: 'alice' });
  const cookie = cookies.set(tokens)[0]?.split(';', 1)[0] ?? '';
  const open = (origin: string, headers: Record<string, string>): WebSocket =>
    new WebSocket(`ws://${host}/live`, { origin, headers });
  const statusOf = async (socket: WebSocket): Promise<unknown> => {
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    return answer.statusCode;
  };
  expect(await statusOf(open(`http://${host}`, {}))).toBe(401);
  expect(await statusOf(open('https://evil.example', { cookie }))).toBe(403);
  const own = open(`http://${host}`, { cookie });
  await once(own, 'open');
  const heard = once(own, 'message');
  own.send('who');
  expect(String((await heard)[0])).toBe('alice');
  const closed = once(own, 'close');
  await curfew.logout(tokens.accessToken);
  expect((await closed).map(String)).toEqual(['4401', 'ERR_TOKEN_REVOKED']);
  (server as Server).closeAllConnections();
  server.close();
});
