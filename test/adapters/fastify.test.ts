import { once } from 'node:events';
import { connect, type OutgoingHttpHeaders } from 'node:http2';
import { PassThrough } from 'node:stream';
import { curfewPlugin, guard, sessionCookies } from 'curfew/fastify';
import type { Auth } from 'curfew';
import { adapterContract, type AdapterServer, type AdapterSetup } from 'curfew/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { node } from '../support/node.ts';

describe('curfew/fastify', () => {
  adapterContract(it, serve);
});

async function serve({ curfew, options, parsed }: AdapterSetup): Promise<AdapterServer> {
  const app = fastify({ forceCloseConnections: true });
  if (parsed) readEveryBody(app);
  app.register(curfewPlugin, { curfew, ...options });
  app.post<{ Body: { subject: string } }>('/login', { config: { public: true } }, async (request, reply) => {
    const tokens = await app.curfew.issue({ subject: request.body.subject });
    if (options.cookies) reply.header('set-cookie', options.cookies.set(tokens));
    return tokens;
  });
  app.get('/public', { config: { public: true } }, async () => 'public');
  app.all('/me', async ({ auth }, reply) => {
    reply.header('vary', 'Accept-Language');
    return { subject: auth.subject, session: auth.session };
  });
  app.post('/act', async (request) => ({ subject: request.auth.subject, ...(request.body as object) }));
  app.get('/stream', (request, reply) => {
    reply.hijack();
    reply.raw.write('open\n');
    request.auth.signal.addEventListener('abort', () => reply.raw.end());
  });
  app.get('/broken', async () => {
    throw new Error('broken');
  });
  app.setErrorHandler((_error, _request, reply) => void reply.code(500).send('sorry'));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, close: () => app.close() };
}

/** What a plugin does that must see the bytes of a body, such as one that checks signatures. */
function readEveryBody(app: FastifyInstance): void {
  app.addHook('preParsing', async (_request, _reply, payload) => {
    const copy = new PassThrough();
    for await (const chunk of payload) copy.write(chunk);
    return copy.end();
  });
}

describe('curfewPlugin', () => {
  it('guards the routes of plugins that are registered later, and those without a route', async () => {
    await using curfew = await node();
    const app = fastify();
    app.register(curfewPlugin, { curfew });
    app.register(async (child) => {
      child.get('/child', async (request) => {
        expectTypeOf(request.auth).toEqualTypeOf<Auth>();
        return request.auth.subject;
      });
      child.register(async (grandchild) => void grandchild.get('/deep', async () => 'deep'));
    });
    app.get('/after', async () => 'after');
    const { accessToken } = await app.ready().then(() => app.curfew.issue({ subject: 'alice' }));
    const headers = { authorization: `Bearer ${accessToken}` };
    for (const url of ['/child', '/deep', '/after']) {
      expect((await app.inject({ url })).statusCode, url).toBe(401);
      expect((await app.inject({ url, headers })).statusCode, url).toBe(200);
    }
    for (const url of ['/nowhere', '/auth/nowhere', '/auth/', '/auth']) {
      expect((await app.inject({ url })).statusCode, url).toBe(401);
      expect((await app.inject({ url, headers })).statusCode, url).toBe(404);
    }
    await app.close();
  });

  it('guards only what it is told to with protect: false, and takes another prefix', async () => {
    await using curfew = await node();
    const app = fastify();
    app.register(curfewPlugin, { curfew, protect: false, prefix: '/v1/session' });
    app.get('/open', async () => 'open');
    app.register(async (child) => {
      child.addHook('onRequest', guard(curfew));
      child.get('/closed', async (request) => request.auth.subject);
    });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await app.inject({ url: '/open' })).statusCode).toBe(200);
    expect((await app.inject({ url: '/closed' })).statusCode).toBe(401);
    expect((await app.inject({ url: '/closed', headers })).body).toBe('alice');
    expect((await app.inject({ url: '/v1/session/elsewhere' })).statusCode).toBe(404);
    const logout = await app.inject({ method: 'POST', url: '/v1/session/logout?x=/y', headers });
    expect([logout.statusCode, logout.json<{ revoked: unknown[] }>().revoked.length]).toEqual([200, 1]);
    expect((await app.inject({ url: '/closed', headers })).statusCode).toBe(401);
    await app.close();
  });

  it('speaks HTTP/2, where the host is no header', async () => {
    await using curfew = await node();
    const cookies = sessionCookies();
    const app = fastify({ http2: true });
    app.register(curfewPlugin, { curfew, cookies });
    app.get('/me', async (request) => request.auth.subject);
    const session = connect(await app.listen({ port: 0, host: '127.0.0.1' }));
    const status = async (headers: OutgoingHttpHeaders): Promise<unknown> => {
      const [answer] = (await once(session.request(headers).resume().end(), 'response')) as [
        Record<string, unknown>,
      ];
      return answer[':status'];
    };
    const tokens = await curfew.issue({ subject: 'alice' });
    const cookie = `__Host-session=${tokens.accessToken}`;
    const me = { ':path': '/me', cookie };
    const logout = { ':method': 'POST', ':path': '/auth/logout', ':authority': 'a.example', cookie };
    expect(await status(me)).toBe(200);
    expect(await status({ ...logout, origin: 'https://b.example' })).toBe(403);
    expect(await status({ ...logout, origin: 'https://a.example' })).toBe(200);
    expect(await status(me)).toBe(401);
    session.destroy();
    await app.close();
  });

  it('refuses to start without a Curfew, or with an option that it does not know', async () => {
    await using curfew = await node();
    const wrong = [{}, { curfew, cookie: true }] as unknown as { curfew: typeof curfew }[];
    for (const options of wrong) {
      const app = fastify().register(curfewPlugin, options);
      await expect(app.ready()).rejects.toMatchObject({ code: 'ERR_CONFIG' });
    }
  });
});
