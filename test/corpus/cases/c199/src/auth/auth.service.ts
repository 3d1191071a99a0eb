import { Injectable } from '@nestjs/common';
import { PrismaService } from '../prisma.service';

@Injectable()
export class AuthService {
  constructor(private readonly prisma: PrismaService) {}

  async logout(sessionId: string): Promise<{ success: boolean }> {
    await this.prisma.session.delete({ where: { id: sessionId } }).catch(() => undefined);
    return { success: true };
  }
}
