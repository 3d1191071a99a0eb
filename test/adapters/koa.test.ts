import { createServer, type IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { guard, routes } from 'curfew/koa';
import type { Auth } from 'curfew';
import { adapterContract, type AdapterServer, type AdapterSetup } from 'curfew/testing';
import Koa from 'koa';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { node } from '../support/node.ts';
import { listening } from './listening.ts';

describe('curfew/koa', () => {
  adapterContract(it, serve);
});

async function serve({ curfew, options, parsed }: AdapterSetup): Promise<AdapterServer> {
  const app = new Koa();
  app.silent = true;
  if (parsed) app.use(parseBody);
  app.use(async (ctx, next) => {
    if (ctx.path === '/public') ctx.body = 'public';
    else if (ctx.path === '/login') {
      const { subject } = (await bodyOf(ctx.req)) as { subject: string };
      const tokens = await curfew.issue({ subject });
      if (options.cookies) ctx.append('set-cookie', options.cookies.set(tokens));
      ctx.body = tokens;
    } else await next();
  });
  app.use(routes(curfew, options));
  app.use(guard(curfew, options));
  app.use(async (ctx) => {
    const { subject, session, signal } = ctx.state.auth;
    if (ctx.path === '/me') {
      ctx.set('vary', 'Accept-Language');
      ctx.body = { subject, session };
    }
    if (ctx.path === '/act') ctx.body = { subject, ...(await bodyOf(ctx.req)) };
    if (ctx.path === '/broken') throw new Error('broken');
    if (ctx.path === '/stream') {
      const body = new PassThrough();
      signal.addEventListener('abort', () => body.end());
      body.write('open\n');
      ctx.body = body;
    }
  });
  return listening(createServer((req, res) => void app.callback()(req, res)));
}

const parsedBodies = new WeakMap<IncomingMessage, object>();

/** As koa-bodyparser has it: what was read is in `ctx.request.body`. */
async function parseBody(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  const isForm = ctx.is('application/x-www-form-urlencoded') !== false;
  const text = await textOf(ctx.req);
  const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : (JSON.parse(text || '{}') as object);
  parsedBodies.set(ctx.req, body);
  Object.assign(ctx.request, { body });
  await next();
}

async function bodyOf(request: IncomingMessage): Promise<object> {
  return parsedBodies.get(request) ?? (JSON.parse((await textOf(request)) || '{}') as object);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}

describe('routes and guard', () => {
  it('take another prefix, and leave the errors of others alone', async () => {
    await using curfew = await node();
    const app = new Koa();
    app.silent = true;
    const options = { prefix: '/v1/session' };
    app.use(routes(curfew, options)).use(guard(curfew, options));
    app.use((ctx) => {
      if (ctx.path === '/teapot') ctx.throw(418, 'tea');
      expectTypeOf(ctx.state.auth).toEqualTypeOf<Auth>();
      ctx.body = ctx.state.auth.subject;
    });
    const { url, close } = await listening(createServer((req, res) => void app.callback()(req, res)));
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    const headers = { authorization: `Bearer ${accessToken}` };
    expect(await (await fetch(`${url}/auth/logout`, { headers })).text()).toBe('alice');
    expect((await fetch(`${url}/teapot`, { headers })).status).toBe(418);
    expect((await fetch(`${url}/v1/session/logout`, { method: 'POST', headers })).status).toBe(200);
    expect((await fetch(`${url}/me`, { headers })).status).toBe(401);
    await close();
  });
});
