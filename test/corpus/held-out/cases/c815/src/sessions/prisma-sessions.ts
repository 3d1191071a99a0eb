import { Injectable } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service';
import type { Sessions } from './sessions.port';

@Injectable()
export class PrismaSessions implements Sessions {
  constructor(private readonly prisma: PrismaService) {}

  countOthers(accountId: string, id: string): Promise<number> {
    return this.prisma.session.count({ where: { accountId, NOT: { id } } });
  }

  async end(id: string): Promise<void> {
    await this.prisma.session.update({ where: { id }, data: { endedAt: new Date() } });
  }
}
