import type { FastifyPluginAsync } from 'fastify';
import { Type } from '@sinclair/typebox';

const team: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', app.authenticate);

  app.get('/members', async (req) => {
    return app.db.selectFrom('members').selectAll().where('team_id', '=', req.user.team).execute();
  });

  app.post(
    '/members',
    {
      preHandler: [app.ownerOnly],
      schema: { body: Type.Object({ email: Type.String({ format: 'email' }) }) },
    },
    async (req, reply) => {
      const { email } = req.body as { email: string };
      await app.db.insertInto('invites').values({ email, team_id: req.user.team }).execute();
      return reply.code(201).send({ invited: email });
    },
  );
};

export default team;
