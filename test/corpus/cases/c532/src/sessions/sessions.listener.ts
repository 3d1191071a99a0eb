import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { SessionsService } from './sessions.service';

@Injectable()
export class SessionsListener {
  private readonly logger = new Logger(SessionsListener.name);

  constructor(private readonly sessions: SessionsService) {}

  @OnEvent('auth.logged_in')
  onLogin({ userId }: { userId: string }) {
    this.logger.debug(`user ${userId} logged in`);
  }

  @OnEvent('auth.loggedOut')
  async onLogout({ sessionId }: { sessionId: string }) {
    await this.sessions.delete(sessionId);
  }
}
