import fp from 'fastify-plugin';
import jwt from 'jsonwebtoken';
import type { RowDataPacket } from 'mysql2';
import { T } from '../db/tables';

export default fp(async (app) => {
  app.decorateRequest('claims', null);
  app.decorate('auth', async (req, reply) => {
    const token = req.headers.authorization?.slice(7);
    try {
      req.claims = jwt.verify(token ?? '', app.env.JWT_SECRET);
    } catch {
      return reply.code(401).send({ error: 'unauthorized' });
    }
    const [rows] = await app.mysql.query<RowDataPacket[]>('SELECT 1 FROM dead_tokens WHERE token_id = ?', [req.claims.jti]);
    if (rows.length > 0) return reply.code(401).send({ error: 'unauthorized' });
  });
});
