import type { FastifyReply, FastifyRequest } from 'fastify';
import { db } from '../db';
import { publisher } from '../redis';
import { COOKIE, cookieOptions } from './cookie';

export async function logout(request: FastifyRequest, reply: FastifyReply) {
  const { id, userId } = request.session;

  await db.deleteFrom('sessions').where('id', '=', id).execute();
  await publisher.publish('session:ended', JSON.stringify({ id, userId }));

  reply.clearCookie(COOKIE, cookieOptions);
  reply.header('cache-control', 'no-store');
  return reply.code(204).send();
}
