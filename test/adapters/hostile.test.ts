import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { curfewPlugin } from 'curfew/fastify';
import * as forHono from 'curfew/hono';
import * as forKoa from 'curfew/koa';
import type { Curfew } from 'curfew';
import type { AdapterServer } from 'curfew/testing';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import type { Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { node } from '../support/node.ts';
import { rawRequest } from '../support/raw.ts';
import { listening } from './listening.ts';

const SERVERS: Record<string, (curfew: Curfew) => Promise<AdapterServer>> = {
  fastify: async (curfew) => {
    const app = fastify({ forceCloseConnections: true });
    app.register(curfewPlugin, { curfew });
    return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
  },
  hono: (curfew) => {
    const app = new Hono().use(forHono.routes(curfew), forHono.guard(curfew));
    return listening(createAdaptorServer({ fetch: app.fetch }) as Server);
  },
  koa: (curfew) => {
    const app = new Koa().use(forKoa.routes(curfew)).use(forKoa.guard(curfew));
    return listening(createServer((req, res) => void app.callback()(req, res)));
  },
};

describe.each(Object.entries(SERVERS))('%s', (_name, serve) => {
  it('answers a body that is too long, breaks off or never ends with 4xx in time', async () => {
    await using curfew = await node();
    const { url, close } = await serve(curfew);
    const post = async (head: string, body: string): Promise<number> =>
      (await rawRequest(url, `POST /auth/logout HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`)).status;
    const json = 'Content-Type: application/json';
    const statuses = await Promise.all([
      post(`${json}\r\nContent-Length: 50`, '{"refreshToken":'),
      post(`${json}\r\nContent-Length: 200000`, 'x'.repeat(20_000)),
      post(`${json}\r\nTransfer-Encoding: chunked`, '5\r\n{"a":\r\n0\r\n\r\n'),
      post(`${json}\r\nTransfer-Encoding: chunked`, '5\r\n{"a":\r\n'),
      post('Content-Length: 3', 'abc'),
    ]);
    expect(statuses).toEqual([400, 400, 400, 400, 400]);
    const other = ['/auth/logout/%ff%00/../', '/auth/sessions/%2e%2e', '/auth/%zz', '//auth/logout'];
    for (const path of other) {
      const text = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
      const { status } = await rawRequest(url, text);
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
    }
    expect((await fetch(`${url}/auth/jwks.json`)).status, 'the server is as well as before').toBe(200);
    await close();
  });
});
