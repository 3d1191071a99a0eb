import type { FastifyReply } from 'fastify';

export const SESSION_COOKIE = '__Host-backoffice';

export function writeSessionCookie(reply: FastifyReply, value: string, maxAge: number) {
  reply.setCookie(SESSION_COOKIE, value, {
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    maxAge,
  });
}

export function dropSessionCookie(reply: FastifyReply) {
  reply.clearCookie(SESSION_COOKIE, { path: '/', httpOnly: true, sameSite: 'lax' });
}
