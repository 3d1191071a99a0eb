import fp from 'fastify-plugin';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    requireSession(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
  interface FastifyRequest {
    session: { id: string; accountId: string };
  }
}

export default fp(async (app) => {
  app.decorate('requireSession', async (request: FastifyRequest, reply: FastifyReply) => {
    const id = request.cookies.vend_sid;
    const row = id
      ? await app.db
          .selectFrom('sessions')
          .select(['id', 'account_id'])
          .where('id', '=', id)
          .where('expires_at', '>', new Date())
          .executeTakeFirst()
      : undefined;
    if (!row) return reply.code(401).send({ error: 'unauthenticated' });
    request.session = { id: row.id, accountId: row.account_id };
  });
});
