import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { PrismaService } from '../prisma/prisma.service';
import { AuthEvent } from './auth-event';

@Injectable()
export class AuthListener {
  constructor(private readonly prisma: PrismaService) {}

  @OnEvent('auth.*', { suppressErrors: false })
  async endSessions(event: AuthEvent) {
    const where = event.kind === 'locked' ? { userId: event.userId } : { id: event.sessionId };
    await this.prisma.session.updateMany({ where, data: { endedAt: new Date() } });
  }
}
