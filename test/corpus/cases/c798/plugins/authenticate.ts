import fp from 'fastify-plugin';
import { jwtVerify, SignJWT } from 'jose';
import type { FastifyReply, FastifyRequest } from 'fastify';

export default fp(async (fastify) => {
  const secret = Buffer.from(fastify.config.JWT_SECRET, 'base64');

  fastify.decorate('issue', (user: { id: string; sessionEpoch: number }) =>
    new SignJWT({ ep: user.sessionEpoch })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user.id)
      .setAudience('api')
      .setIssuedAt()
      .setExpirationTime('12h')
      .sign(secret),
  );

  fastify.decorate('authenticate', async (request: FastifyRequest, reply: FastifyReply) => {
    const header = request.headers.authorization;
    if (!header) return reply.code(401).send({ message: 'Unauthorized' });
    try {
      const { payload } = await jwtVerify(header.replace(/^Bearer /, ''), secret, { audience: 'api' });
      const { rows } = await fastify.pg.query('select id, email, session_epoch from accounts where id = $1', [payload.sub]);
      if (!rows.length || rows[0].session_epoch !== payload.ep) throw new Error('outdated');
      request.account = rows[0];
    } catch (err) {
      request.log.debug(err);
      return reply.code(401).send({ message: 'Unauthorized' });
    }
  });
}, { name: 'authenticate', dependencies: ['config', 'pg'] });
