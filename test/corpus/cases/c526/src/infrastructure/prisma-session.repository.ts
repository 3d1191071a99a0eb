import type { PrismaClient } from '@prisma/client';
import { Session } from '../domain/session';
import type { SessionRepository } from '../domain/session.repository';

export class PrismaSessionRepository implements SessionRepository {
  constructor(private readonly prisma: PrismaClient) {}

  async find(id: string) {
    const row = await this.prisma.session.findUnique({ where: { id } });
    return row ? Session.restore(row) : null;
  }

  async save(session: Session) {
    const { id, userId, startedAt, endedAt } = session;
    await this.prisma.session.upsert({
      where: { id },
      create: { id, userId, startedAt, endedAt },
      update: { endedAt },
    });
  }
}
