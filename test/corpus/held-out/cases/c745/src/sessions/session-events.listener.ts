import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Session } from './session.entity';

interface SessionEvent {
  userId: string;
  sessionId: string;
}

@Injectable()
export class SessionEventsListener {
  private readonly logger = new Logger(SessionEventsListener.name);

  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  @OnEvent('user.login')
  onLogin({ userId }: SessionEvent): void {
    this.logger.log(`user ${userId} logged in`);
  }

  @OnEvent('user.logout', { suppressErrors: false })
  async onLogout({ sessionId }: SessionEvent): Promise<void> {
    await this.sessions.delete({ id: sessionId });
  }
}
