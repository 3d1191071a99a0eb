'use strict';

const S = require('fluent-json-schema').default;

module.exports = async function (fastify) {
  const { sessionStore } = fastify.container;

  async function session(request, reply) {
    const id = request.headers['x-session'];
    const data = id ? await sessionStore.get(id) : null;
    if (!data) return reply.unauthorized();
    request.session = { id, userId: data.userId };
  }

  fastify.post('/logout', {
    preHandler: session,
    schema: { querystring: S.object().prop('scope', S.enum(['this', 'all']).default('this')) },
    handler: async (request, reply) => {
      const { id, userId } = request.session;
      if (request.query.scope === 'all') await sessionStore.destroyAll(userId);
      else await sessionStore.destroy(userId, id);
      reply.header('cache-control', 'no-store');
      return { ok: true };
    },
  });
};
