import type { FastifyInstance } from 'fastify';

export default async function sessionRoutes(app: FastifyInstance): Promise<void> {
  app.post('/session', async (request, reply) => {
    const id = await app.sessions.create(request.body);
    reply.setCookie('sid', id, { path: '/api', httpOnly: true, secure: true, sameSite: 'lax' });
    return { ok: true };
  });

  app.delete('/session', async (request, reply) => {
    await app.sessions.delete(request.cookies['sid']);
    reply.clearCookie('sid', { path: '/' });
    return { ok: true };
  });
}
