import type { FastifyReply, FastifyRequest } from 'fastify';
import { pool } from './pool.js';
import { sessionEvents } from './session-events.js';

export async function logout(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const sid = request.cookies['sid'] ?? '';
  await pool.query('delete from session where id = $1', [sid]);
  sessionEvents.emit('user:loggedOut', sid);
  await reply.code(204).send();
}
