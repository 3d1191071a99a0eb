import { nanoid } from 'nanoid';
import { S } from 'fluent-json-schema';

const cookieOpts = { path: '/', httpOnly: true, sameSite: 'strict', secure: true };

export default async function authRoutes(app) {
  app.post(
    '/login',
    { schema: { body: S.object().prop('user', S.string().required()).prop('pass', S.string().required()) } },
    async (request, reply) => {
      const agent = await app.agents.checkPassword(request.body.user, request.body.pass);
      if (!agent) return reply.unauthorized();
      const sid = nanoid(32);
      await app.redis.set(app.sessionKey(sid), agent.id, 'EX', 60 * 60 * 9);
      const token = await reply.jwtSign({ sub: agent.id, sid, queues: agent.queues });
      return reply.setCookie('at', token, cookieOpts).send({ name: agent.name });
    },
  );

  app.post('/extend', { onRequest: [app.guard] }, async (request, reply) => {
    const { sub, sid, queues } = request.user;
    const token = await reply.jwtSign({ sub, sid, queues });
    return reply.setCookie('at', token, cookieOpts).send({ ok: true });
  });

  app.post('/logout', { onRequest: [app.guard] }, async (request, reply) => {
    await app.redis.del(app.sessionKey(request.user.sid));
    return reply.clearCookie('at', cookieOpts).code(204).send();
  });
}
