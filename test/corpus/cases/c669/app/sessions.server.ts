import { createCookie, createSessionStorage } from '@remix-run/node';
import { randomUUID } from 'node:crypto';
import { prisma } from '~/db.server';

type Data = { userId: string };
type Flash = { notice: string };

const cookie = createCookie('app', {
  httpOnly: true,
  path: '/',
  sameSite: 'lax',
  secure: process.env.NODE_ENV === 'production',
  maxAge: 60 * 60 * 24 * 3,
  secrets: [process.env.SESSION_SECRET!],
});

export const { getSession, commitSession, destroySession } = createSessionStorage<Data, Flash>({
  cookie,
  async createData(data, expires) {
    const row = await prisma.webSession.create({ data: { id: randomUUID(), data: JSON.stringify(data), expires } });
    return row.id;
  },
  async readData(id) {
    const row = await prisma.webSession.findUnique({ where: { id } });
    return row && (!row.expires || row.expires > new Date()) ? JSON.parse(row.data) : null;
  },
  async updateData(id, data, expires) {
    await prisma.webSession.updateMany({ where: { id }, data: { data: JSON.stringify(data), expires } });
  },
  async deleteData(id) {
    await prisma.webSession.deleteMany({ where: { id } });
  },
});
