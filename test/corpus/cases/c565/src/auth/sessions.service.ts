import { Injectable, Logger } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class SessionsService {
  private readonly logger = new Logger(SessionsService.name);

  constructor(private readonly prisma: PrismaService) {}

  list(userId: string) {
    return this.prisma.session.findMany({ where: { userId, endedAt: null }, select: { id: true, device: true, createdAt: true } });
  }

  active(id: string) {
    return this.prisma.session.findFirst({ where: { id, endedAt: null } });
  }

  terminate(userId: string, id: string): Promise<void> {
    return this.prisma.session
      .updateMany({ where: { id, userId, endedAt: null }, data: { endedAt: new Date() } })
      .then(({ count }) => this.logger.log(`ended ${count} session(s) of ${userId}`));
  }
}
