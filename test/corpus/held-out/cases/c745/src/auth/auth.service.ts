import { Injectable, UnauthorizedException } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Session } from '../sessions/session.entity';
import { UsersService } from '../users/users.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly events: EventEmitter2,
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
  ) {}

  async login(email: string, password: string): Promise<string> {
    const user = await this.users.verify(email, password);
    if (!user) throw new UnauthorizedException();
    const session = await this.sessions.save({ userId: user.id });
    await this.events.emitAsync('user.login', { userId: user.id, sessionId: session.id });
    return session.id;
  }

  async logout(userId: string, sessionId: string): Promise<void> {
    await this.events.emitAsync('user.logged-out', { userId, sessionId });
  }
}
