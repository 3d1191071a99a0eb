import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import jwt from '@fastify/jwt';

const app = Fastify();

await app.register(jwt, { secret: process.env.JWT_SECRET as string, sign: { expiresIn: '20m', iss: 'api' } });

app.post('/token', async (request, reply) => {
  const { userId } = await app.credentials.check(request.body);
  return { token: await reply.jwtSign({ sub: userId }, { sign: { jti: randomUUID() } }) };
});

export default app;
