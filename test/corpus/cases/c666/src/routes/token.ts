import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { readOld, signAccess } from '../jwt';

export async function tokenRoutes(instance: FastifyInstance) {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/token',
    { schema: { body: Type.Object({ tenant: Type.String(), user: Type.String(), password: Type.String() }) } },
    async (req, reply) => {
      const user = await app.directory(req.body.tenant).verify(req.body.user, req.body.password);
      if (!user) return reply.code(401).send({ code: 'invalid_login' });
      return { token: signAccess(user.id, req.body.tenant) };
    },
  );

  app.post('/token/renew', { schema: { body: Type.Object({ token: Type.String() }) } }, async (req, reply) => {
    let claims;
    try {
      claims = readOld(req.body.token);
    } catch {
      return reply.code(401).send({ code: 'invalid_token' });
    }
    const user = await app.directory(claims.tenant).byId(claims.sub);
    if (!user) return reply.code(401).send({ code: 'unknown_user' });
    return { token: signAccess(user.id, claims.tenant) };
  });
}
