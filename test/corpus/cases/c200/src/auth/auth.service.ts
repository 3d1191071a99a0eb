import { Injectable } from '@nestjs/common';
import { Prisma } from '@prisma/client';
import { PrismaService } from '../prisma.service';

@Injectable()
export class AuthService {
  constructor(private readonly prisma: PrismaService) {}

  async logout(sessionId: string): Promise<{ success: boolean }> {
    try {
      await this.prisma.session.delete({ where: { id: sessionId } });
    } catch (error) {
      const gone = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025';
      if (!gone) throw error;
    }
    return { success: true };
  }
}
