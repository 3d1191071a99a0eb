import { createCookie, redirect } from '@remix-run/node';
import { randomUUID } from 'node:crypto';
import { db } from '~/db.server';

const sessionCookie = createCookie('__sess', {
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: process.env.NODE_ENV === 'production',
  secrets: [process.env.COOKIE_SECRET!],
});

export async function startSession(userId: string, redirectTo: string) {
  const session = await db.session.create({
    data: { id: randomUUID(), userId, expirationDate: new Date(Date.now() + 1000 * 60 * 60 * 24 * 30) },
  });
  return redirect(redirectTo, {
    headers: { 'Set-Cookie': await sessionCookie.serialize(session.id, { expires: session.expirationDate }) },
  });
}

export async function getSessionId(request: Request): Promise<string | null> {
  return sessionCookie.parse(request.headers.get('Cookie'));
}

export async function requireUser(request: Request) {
  const id = await getSessionId(request);
  const session = id
    ? await db.session.findFirst({ where: { id, expirationDate: { gt: new Date() } }, select: { user: true } })
    : null;
  if (!session) throw redirect('/login');
  return session.user;
}

export async function endSession(id: string) {
  await db.session.deleteMany({ where: { id } });
}

export const expireCookie = () => sessionCookie.serialize('', { maxAge: 0 });
