import { Injectable } from '@nestjs/common';
import { PrismaService } from '../prisma.service';
import type { SessionStore } from './session-store';

@Injectable()
export class PrismaSessionStore implements SessionStore {
  constructor(private readonly prisma: PrismaService) {}

  find(id: string) {
    return this.prisma.session.findUnique({ where: { id } });
  }

  async delete(id: string): Promise<void> {
    await this.prisma.session.delete({ where: { id } });
  }
}
