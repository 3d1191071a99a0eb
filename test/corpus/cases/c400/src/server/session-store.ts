import { Prisma, PrismaClient } from '@prisma/client';

const RECORD_NOT_FOUND = 'P2025';

export class SessionStore {
  constructor(private readonly prisma: PrismaClient) {}

  open(userId: string) {
    return this.prisma.session.create({ data: { userId, expiresAt: new Date(Date.now() + 36e5 * 24) } });
  }

  get(id: string) {
    return this.prisma.session.findFirst({ where: { id, expiresAt: { gt: new Date() } } });
  }

  async close(id: string): Promise<void> {
    try {
      await this.prisma.session.delete({ where: { id } });
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === RECORD_NOT_FOUND) {
        return;
      }
      throw error;
    }
  }
}
