import type { FastifyPluginAsync } from 'fastify';
import { jwtVerify } from 'jose';
import argon2 from 'argon2';

const routes: FastifyPluginAsync = async (fastify) => {
  const confirmKey = Buffer.from(fastify.config.CONFIRM_SECRET, 'base64');

  fastify.post<{ Body: { email: string; password: string } }>('/login', async (request, reply) => {
    const { rows } = await fastify.pg.query('select * from accounts where email = lower($1)', [request.body.email]);
    const account = rows[0];
    if (!account?.confirmed_at || !(await argon2.verify(account.password, request.body.password))) {
      return reply.code(401).send({ message: 'Wrong e-mail or password' });
    }
    return { token: await fastify.issue({ id: account.id, sessionEpoch: account.session_epoch }) };
  });

  fastify.get<{ Querystring: { token: string } }>('/confirm-email', async (request, reply) => {
    try {
      const { payload } = await jwtVerify(request.query.token, confirmKey, { audience: 'confirm-email' });
      await fastify.pg.query('update accounts set confirmed_at = now() where id = $1 and confirmed_at is null', [payload.sub]);
      return reply.redirect('/welcome');
    } catch {
      return reply.redirect('/link-expired');
    }
  });

  fastify.post('/sign-off', { onRequest: [fastify.authenticate] }, async (request, reply) => {
    await fastify.pg.query('update accounts set session_epoch = session_epoch + 1 where id = $1', [request.account.id]);
    reply.header('cache-control', 'no-store');
    return reply.code(204).send();
  });
};

export default routes;
