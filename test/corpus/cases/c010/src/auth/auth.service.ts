import { Injectable, Logger } from '@nestjs/common';
import { SessionsRepository } from './sessions.repository';

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  constructor(private readonly sessions: SessionsRepository) {}

  async signOut(sessionId: string): Promise<void> {
    await this.sessions.remove(sessionId);
    this.logger.log(`session ${sessionId} ended`);
  }
}
