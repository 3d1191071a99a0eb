import { createAdaptorServer } from '@hono/node-server';
import { guard, routes } from 'curfew/hono';
import type { Auth } from 'curfew';
import { adapterContract, type AdapterServer, type AdapterSetup } from 'curfew/testing';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { Server } from 'node:http';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { node } from '../support/node.ts';
import { listening } from './listening.ts';

describe('curfew/hono', () => {
  adapterContract(it, serve);
});

async function serve(setup: AdapterSetup): Promise<AdapterServer> {
  return listening(createAdaptorServer({ fetch: appOf(setup).fetch }) as Server);
}

function appOf({ curfew, options, parsed }: AdapterSetup): Hono {
  const app = new Hono();
  if (parsed) {
    app.use(async (c, next) => {
      await (c.req.header('content-type')?.includes('form') ? c.req.formData() : c.req.text());
      await next();
    });
  }
  app.post('/login', async (c) => {
    const { subject } = await c.req.json<{ subject: string }>();
    const tokens = await curfew.issue({ subject });
    for (const one of options.cookies?.set(tokens) ?? []) c.header('set-cookie', one, { append: true });
    return c.json(tokens);
  });
  app.get('/public', (c) => c.text('public'));
  app.use(routes(curfew, options));
  app.use(guard(curfew, options));
  app.all('/me', (c) => {
    c.header('vary', 'Accept-Language');
    return c.json({ subject: c.var.auth.subject, session: c.get('auth').session });
  });
  app.post('/act', async (c) => c.json({ subject: c.var.auth.subject, ...(await c.req.json<object>()) }));
  app.get('/stream', (c) =>
    stream(c, async (to) => {
      await to.write('open\n');
      await new Promise((resolve) => c.var.auth.signal.addEventListener('abort', resolve));
    }),
  );
  app.get('/broken', () => {
    throw new Error('broken');
  });
  app.onError((_error, c) => c.text('sorry', 500));
  return app;
}

describe('routes and guard', () => {
  it('need nothing of Node: requests without a server, as Bun and Workers hand them over', async () => {
    await using curfew = await node();
    const app = appOf({ curfew, options: {}, parsed: false });
    const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await app.request('/me', { headers })).status).toBe(200);
    const body = new URLSearchParams({ refresh_token: refreshToken });
    expect(await (await app.request('/auth/logout', { method: 'POST', body })).json()).toMatchObject({
      revoked: [{ kind: 'session' }],
    });
    expect((await app.request('/me', { headers })).status).toBe(401);
  });

  it('take another prefix, and bring no-store to an answer that a handler passes on', async () => {
    await using curfew = await node();
    const app = new Hono().basePath('/v1');
    const options = { prefix: '/v1/session' };
    app.use(routes(curfew, options), guard(curfew, options));
    app.get('/proxied', () => fetch('data:text/plain,elsewhere')); // its headers cannot be changed
    app.get('/typed', (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<Auth>();
      expectTypeOf(c.get('auth')).toEqualTypeOf<Auth>();
      return c.text(c.var.auth.subject);
    });
    app.get('/kept', (c) => c.text('kept', 200, { 'cache-control': 'private, max-age=5' }));
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    const init = { headers: { authorization: `Bearer ${accessToken}` } };
    const { headers } = await app.request('/v1/proxied', init);
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual([
      'no-store',
      'Authorization, Cookie',
    ]);
    const kept = await app.request('/v1/kept', init);
    expect(kept.headers.get('cache-control')).toBe('private, max-age=5');
    expect((await app.request('/v1/session/logout', { ...init, method: 'POST' })).status).toBe(200);
    expect((await app.request('/v1/proxied', init)).status).toBe(401);
  });

  it('refuse a body that somebody has read past Hono, rather than ending nothing', async () => {
    await using curfew = await node();
    const app = new Hono();
    app.use(async (c, next) => {
      await c.req.raw.text();
      await next();
    });
    app.use(routes(curfew));
    const { refreshToken } = await curfew.issue({ subject: 'alice' });
    const body = new URLSearchParams({ refresh_token: refreshToken });
    expect((await app.request('/auth/logout', { method: 'POST', body })).status).toBe(400);
  });
});
