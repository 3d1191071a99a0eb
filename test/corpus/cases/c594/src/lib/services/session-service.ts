import 'server-only';
import { prisma } from '@/lib/prisma';
import { captureException } from '@sentry/nextjs';

class SessionService {
  async create(userId: string, userAgent: string | null) {
    return prisma.session.create({
      data: { userId, userAgent, expiresAt: new Date(Date.now() + 1000 * 60 * 60 * 24 * 14) },
    });
  }

  async find(id: string) {
    const session = await prisma.session.findUnique({ where: { id }, include: { user: true } });
    if (!session || session.revokedAt || session.expiresAt < new Date()) return null;
    return session;
  }

  async revoke(id: string): Promise<boolean> {
    try {
      await prisma.session.update({ where: { id }, data: { revokedAt: new Date() } });
      return true;
    } catch (error) {
      captureException(error);
      return false;
    }
  }
}

export const sessionService = new SessionService();
