import { Injectable, Logger } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { SessionsService } from '../sessions/sessions.service';
import { User } from '../users/user.entity';

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  constructor(
    private readonly jwt: JwtService,
    private readonly sessions: SessionsService,
  ) {}

  async open(user: User, device: string): Promise<string> {
    const session = await this.sessions.open(user.id, device);
    this.logger.log(`session ${session.id} opened for ${user.id}`);
    return this.jwt.signAsync({ sub: user.id, session: session.id, email: user.email });
  }

  async close(sessionId: string): Promise<void> {
    await this.sessions.remove(sessionId);
    this.logger.log(`session ${sessionId} closed`);
  }
}
