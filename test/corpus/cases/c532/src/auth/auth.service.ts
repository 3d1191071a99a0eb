import { Injectable, UnauthorizedException } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SessionsService } from '../sessions/sessions.service';
import { UsersService } from '../users/users.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly events: EventEmitter2,
  ) {}

  async login(email: string, password: string) {
    const user = await this.users.verify(email, password);
    if (!user) throw new UnauthorizedException('Wrong e-mail or password');
    const session = await this.sessions.create(user.id);
    await this.events.emitAsync('auth.logged_in', { userId: user.id });
    return { sessionToken: session.token };
  }

  async logout(userId: string, sessionId: string) {
    await this.events.emitAsync('auth.logged_out', { userId, sessionId });
    return { success: true };
  }
}
