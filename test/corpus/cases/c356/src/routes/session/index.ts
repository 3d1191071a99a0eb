import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';

const routes: FastifyPluginAsyncTypebox = async (fastify) => {
  const { users } = fastify;

  fastify.route({
    method: 'POST',
    url: '/signin',
    schema: {
      body: Type.Object({
        username: Type.String({ minLength: 2 }),
        password: Type.String({ minLength: 8 }),
      }),
    },
    handler: async (request, reply) => {
      const user = await users.check(request.body.username, request.body.password);
      if (!user) return reply.unauthorized('Wrong credentials');
      await request.session.regenerate();
      request.session.set('userId', user.id);
      return { id: user.id, username: user.username };
    },
  });

  fastify.route({
    method: ['GET', 'POST'],
    url: '/signout',
    preHandler: fastify.authenticated,
    handler: async (request, reply) => {
      await request.session.destroy();
      reply.header('cache-control', 'no-store');
      return reply.redirect('/');
    },
  });
};

export default routes;
export const autoPrefix = '';
