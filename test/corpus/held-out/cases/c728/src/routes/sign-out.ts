import type { FastifyInstance } from 'fastify';
import { SESSION_COOKIE, cookieOptions } from '../constants';

export default async function signOut(app: FastifyInstance) {
  app.route({
    method: ['GET', 'POST'],
    url: '/sign-out',
    schema: { tags: ['auth'], response: { 302: { type: 'null' } } },
    handler: async (request, reply) => {
      const sid = request.cookies[SESSION_COOKIE];
      if (sid) {
        await app.sessionService.terminate(sid);
        request.log.info('session terminated');
      }
      return reply
        .clearCookie(SESSION_COOKIE, cookieOptions)
        .header('cache-control', 'no-store')
        .redirect('/sign-in');
    },
  });
}
