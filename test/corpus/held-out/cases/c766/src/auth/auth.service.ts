import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import dayjs from 'dayjs';
import { UsersService } from '../users/users.service';
import { SessionRepository } from './session.repository';

const SESSION_DAYS = 30;

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionRepository,
    private readonly jwt: JwtService,
  ) {}

  async login(email: string, password: string, device: string) {
    const user = await this.users.authenticate(email, password);
    if (!user) throw new UnauthorizedException();

    const expiresAt = dayjs().add(SESSION_DAYS, 'day').toDate();
    const sid = await this.sessions.open(user.id, device, expiresAt);
    return { token: await this.jwt.signAsync({ sub: user.id, sid }, { expiresIn: `${SESSION_DAYS}d` }) };
  }

  logout(sid: string) {
    return this.sessions.close(sid);
  }
}
