import type { FastifyInstance } from 'fastify';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { bury } from './sql';
import { findUser } from '../users';

export default async function routes(app: FastifyInstance) {
  app.post<{ Body: { email: string; password: string } }>('/login', async (req, reply) => {
    const user = await findUser(app.mysql, req.body);
    if (!user) return reply.code(401).send({ error: 'unauthorized' });
    return { token: jwt.sign({ uid: user.id, jti: randomUUID() }, app.env.JWT_SECRET, { expiresIn: '1d' }) };
  });

  app.post('/logout', { preHandler: app.auth }, async (req, reply) => {
    await bury(app.mysql, req.claims.jti, req.claims.exp);
    return reply.code(204).send();
  });
}
