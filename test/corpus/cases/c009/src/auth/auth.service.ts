import { Injectable, Logger } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  constructor(private readonly prisma: PrismaService) {}

  async logout(userId: string): Promise<void> {
    const user = await this.prisma.user.findUnique({ where: { id: userId } });
    this.logger.log(`User ${user?.email} logged out`);
    await this.prisma.auditLog.create({ data: { userId, action: 'LOGOUT', at: new Date() } });
  }
}
