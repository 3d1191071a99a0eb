import { createServer, type RequestListener } from 'node:http';
import { serve } from '@hono/node-server';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { expect, it } from 'vitest';
import { curfewPlugin } from '../../src/adapters/fastify.ts';
import * as hono from '../../src/adapters/hono.ts';
import * as koa from '../../src/adapters/koa.ts';
import type { HttpOptions } from '../../src/http/index.ts';
import type { Curfew } from '../../src/index.ts';
import { codeOf, node } from '../support/node.ts';
import { basic, CLIENTS, SECRET } from './clients.ts';

const options: HttpOptions = {
  oauth: { clients: CLIENTS },
  provider: { endSession: 'https://login.test/logout', client: 'web' },
  globalRevocation: { authorize: () => ({}), subjectOf: () => ({ subject: 'alice' }) },
};

interface Running {
  readonly url: string;
  close(): Promise<unknown>;
}

async function listening(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: async () => server.close() };
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as { port: number }).port;
}

async function onFastify(curfew: Curfew): Promise<Running> {
  const app = fastify();
  await app.register(curfewPlugin, { curfew, ...options });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
}

async function onHono(curfew: Curfew): Promise<Running> {
  const app = new Hono();
  app.use(hono.routes(curfew, options));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => void server.once('listening', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: async () => server.close() };
}

async function onKoa(curfew: Curfew): Promise<Running> {
  const app = new Koa().use(koa.routes(curfew, options));
  const listener = app.callback();
  return listening((request, response) => void listener(request, response));
}

it.each([
  ['Fastify', onFastify],
  ['Hono', onHono],
  ['Koa', onKoa],
])('%s has the same routes', async (_, start) => {
  await using curfew = await node();
  const { url, close } = await start(curfew);
  const post = (path: string, form: Record<string, string>): Promise<Response> =>
    fetch(`${url}/auth/${path}`, {
      method: 'POST',
      headers: { authorization: basic('hashed', SECRET) },
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
  const login = (): ReturnType<Curfew['issue']> => curfew.issue({ subject: 'alice', client: 'hashed' });
  try {
    const { accessToken: token, refreshToken } = await login();
    expect(await (await post('introspect', { token })).json()).toMatchObject({ active: true, sub: 'alice' });
    const revoked = await post('revoke', { token });
    expect([revoked.status, await revoked.text()]).toEqual([200, '']);
    expect(await (await post('introspect', { token })).text()).toBe('{"active":false}');
    expect((await fetch(`${url}/auth/revoke`)).status).toBe(405);
    const left = await post('logout/redirect', { refreshToken });
    expect([left.status, left.headers.get('location')]).toEqual([
      303,
      'https://login.test/logout?client_id=web',
    ]);
    expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
    const { accessToken } = await login();
    const commanded = await fetch(`${url}/auth/global-token-revocation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sub_id: { format: 'opaque', id: 'alice' } }),
    });
    expect([commanded.status, await commanded.text()]).toEqual([204, '']);
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  } finally {
    await close();
  }
});
