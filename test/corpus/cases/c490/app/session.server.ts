import { createSessionStorage, redirect } from '@remix-run/node';
import { randomBytes } from 'node:crypto';
import invariant from 'tiny-invariant';
import { prisma } from '~/db.server';

invariant(process.env.SESSION_SECRET, 'SESSION_SECRET must be set');

const storage = createSessionStorage({
  cookie: {
    name: '__session',
    httpOnly: true,
    path: '/',
    sameSite: 'lax',
    secrets: [process.env.SESSION_SECRET],
    secure: process.env.NODE_ENV === 'production',
  },
  async createData(data, expires) {
    const id = randomBytes(16).toString('hex');
    await prisma.session.create({ data: { id, data: JSON.stringify(data), expires } });
    return id;
  },
  async readData(id) {
    const row = await prisma.session.findUnique({ where: { id } });
    return row ? JSON.parse(row.data) : null;
  },
  async updateData(id, data, expires) {
    await prisma.session.update({ where: { id }, data: { data: JSON.stringify(data), expires } });
  },
  async deleteData(id) {
    await prisma.session.deleteMany({ where: { id } });
  },
});

export const getSession = (request: Request) => storage.getSession(request.headers.get('Cookie'));

export async function requireUserId(request: Request) {
  const userId = (await getSession(request)).get('userId');
  if (!userId) throw redirect(`/login?redirectTo=${encodeURIComponent(new URL(request.url).pathname)}`);
  return userId as string;
}

export async function createUserSession(request: Request, userId: string, redirectTo: string) {
  const session = await getSession(request);
  session.set('userId', userId);
  return redirect(redirectTo, {
    headers: { 'Set-Cookie': await storage.commitSession(session, { maxAge: 60 * 60 * 24 * 7 }) },
  });
}

export async function logout(request: Request) {
  const session = await getSession(request);
  return redirect('/', {
    headers: { 'Set-Cookie': await storage.destroySession(session), 'Cache-Control': 'no-store' },
  });
}
