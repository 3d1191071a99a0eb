import { FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { ulid } from 'ulid';

const routes: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/tokens',
    { schema: { body: Type.Object({ login: Type.String(), password: Type.String() }) } },
    async (req, reply) => {
      const person = await app.people.check(req.body.login, req.body.password);
      if (!person) return reply.code(401).send({ code: 'BAD_CREDENTIALS' });
      const token = app.jwt.sign({ sub: person.id, jti: ulid() });
      return reply.code(201).send({ token });
    },
  );

  app.delete('/tokens/current', { onRequest: (req) => req.jwtVerify() }, async (req, reply) => {
    const { jti, exp } = req.user as { jti: string; exp: number };
    await app.revocations.add(jti, exp);
    return reply.code(204).send();
  });
};

export default routes;
