import { FastifyInstance } from 'fastify';
import { and, eq } from 'drizzle-orm';
import { db } from '../db';
import { sessions } from '../db/schema';
import { sessionCookie } from './cookie';

export async function sessionRoutes(app: FastifyInstance) {
  app.get('/sessions', { preHandler: app.requireSession }, async (req, reply) => {
    reply.header('Cache-Control', 'no-store');
    return db.select({ id: sessions.id, agent: sessions.agent }).from(sessions).where(eq(sessions.userId, req.userId));
  });

  app.delete('/sessions/current', { preHandler: app.requireSession }, async (req, reply) => {
    await db.delete(sessions).where(and(eq(sessions.id, req.sessionId), eq(sessions.userId, req.userId)));
    reply.clearCookie(sessionCookie.name, sessionCookie.options);
    reply.header('Cache-Control', 'no-store');
    return reply.code(204).send();
  });
}
