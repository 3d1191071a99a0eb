import { createServer } from 'node:http';
import type { Curfew } from 'curfew';
import * as forExpress from 'curfew/express';
import { curfewPlugin } from 'curfew/fastify';
import * as forHono from 'curfew/hono';
import * as forKoa from 'curfew/koa';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { expect, it } from 'vitest';
import { codeOf, node } from '../support/node.ts';
import { listening } from './listening.ts';

/** What comes of routes below `prefix`, which a user without types may give. */
const PREFIXED: Record<string, (curfew: Curfew, prefix: string) => Promise<unknown>> = {
  fastify: async (curfew, prefix) => {
    const app = fastify().register(curfewPlugin, { curfew, prefix });
    await app.ready();
    await app.close();
  },
  hono: async (curfew, prefix) => forHono.routes(curfew, { prefix }),
  koa: async (curfew, prefix) => forKoa.routes(curfew, { prefix }),
};

it.each(Object.entries(PREFIXED))(
  'refuses a prefix below which no route would ever answer: %s',
  async (_name, routes) => {
    await using curfew = await node();
    for (const prefix of [
      'auth',
      '/auth/',
      '/',
      '//auth',
      '/auth?x',
      '/auth/*',
      'https://a.example/auth',
      ' /auth',
    ]) {
      expect(await codeOf(routes(curfew, prefix)), prefix).toBe('ERR_CONFIG');
    }
    expect(await codeOf(routes(curfew, 7 as unknown as string))).toBe('ERR_CONFIG');
    for (const prefix of ['', '/auth', '/v1/my-auth', '/~auth.v1']) {
      expect(await codeOf(routes(curfew, prefix)), prefix).toBe('fulfilled');
    }
  },
);

it('guards the context that it is registered in alone, below the prefix of that: Fastify', async () => {
  await using curfew = await node();
  const app = fastify();
  app.get('/open', async () => 'open');
  await app.register(
    async (api) => {
      api.register(curfewPlugin, { curfew });
      api.get('/me', async (request) => request.auth.subject);
    },
    { prefix: '/:tenant/v1' },
  );
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const headers = { authorization: `Bearer ${accessToken}` };
  expect((await app.inject('/open')).statusCode).toBe(200);
  expect((await app.inject('/acme/v1/me')).statusCode).toBe(401);
  expect((await app.inject({ url: '/acme/v1/me', headers })).body).toBe('alice');
  expect((await app.inject({ url: '/acme/v1/auth/sessions', headers })).statusCode).toBe(200);
  expect((await app.inject({ method: 'POST', url: '/acme/v1/auth/logout', headers })).statusCode).toBe(200);
  expect((await app.inject({ url: '/acme/v1/me', headers })).statusCode).toBe(401);
  await app.close();
});

it('works in a Hono application that is mounted in another', async () => {
  await using curfew = await node();
  const api = new Hono();
  api.use(forHono.routes(curfew, { prefix: '/api/auth' }), forHono.guard(curfew));
  api.get('/me', (c) => c.text(c.var.auth.subject));
  const app = new Hono().get('/open', (c) => c.text('open')).route('/api', api);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const headers = { authorization: `Bearer ${accessToken}` };
  expect((await app.request('/open')).status).toBe(200);
  expect((await app.request('/api/me')).status).toBe(401);
  expect(await (await app.request('/api/me', { headers })).text()).toBe('alice');
  expect((await app.request('/api/auth/logout', { method: 'POST', headers })).status).toBe(200);
  expect((await app.request('/api/me', { headers })).status).toBe(401);
});

it('may stand twice before a route, and in a router of its own: Express', async () => {
  await using curfew = await node();
  const api = express.Router();
  api.use('/auth', forExpress.routes(curfew));
  api.use(forExpress.guard(curfew), forExpress.guard(curfew));
  api.get('/me', (req, res) => void res.send(req.auth.subject));
  const app = express().use('/:tenant/api', api);
  const { url, close } = await listening(createServer(app));
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await fetch(`${url}/acme/api/me`, { headers });
  expect([await answer.text(), answer.headers.get('vary')]).toEqual(['alice', 'Authorization, Cookie']);
  expect((await fetch(`${url}/acme/api/me`)).status).toBe(401);
  expect((await fetch(`${url}/acme/api/auth/logout`, { method: 'POST', headers })).status).toBe(200);
  expect((await fetch(`${url}/acme/api/me`, { headers })).status).toBe(401);
  await close();
});

it('answers below where koa-mount has taken the path off: Koa', async () => {
  await using curfew = await node();
  const app = new Koa();
  app.use(async (ctx, next) => {
    ctx.path = ctx.path.replace(/^\/api/, '');
    await next();
  });
  app.use(forKoa.routes(curfew, { prefix: '' })).use(forKoa.guard(curfew));
  app.use((ctx) => void (ctx.body = ctx.state.auth.subject));
  const { url, close } = await listening(createServer((req, res) => void app.callback()(req, res)));
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const headers = { authorization: `Bearer ${accessToken}` };
  expect(await (await fetch(`${url}/api/me`, { headers })).text()).toBe('alice');
  expect((await fetch(`${url}/api/logout`, { method: 'POST', headers })).status).toBe(200);
  expect((await fetch(`${url}/api/me`, { headers })).status).toBe(401);
  await close();
});
