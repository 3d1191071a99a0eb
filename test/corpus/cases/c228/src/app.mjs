import Fastify from 'fastify';
import jwt from '@fastify/jwt';
import { prisma } from './prisma.mjs';

const app = Fastify();
await app.register(jwt, { secret: process.env.JWT_SECRET, sign: { expiresIn: '1h' } });

app.addHook('onRequest', async (request, reply) => {
  const { jti } = await request.jwtVerify();
  const revoked = await prisma.revokedToken.findUnique({ where: { jti } });
  if (revoked) return reply.code(401).send();
});

app.post('/logout', async (request, reply) => {
  await prisma.pushSubscription.deleteMany({ where: { userId: request.user.sub } });
  return reply.code(204).send();
});

export default app;
