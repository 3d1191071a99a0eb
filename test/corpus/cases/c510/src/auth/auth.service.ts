import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash, randomBytes } from 'crypto';
import { Repository } from 'typeorm';
import { UsersService } from '../users/users.service';
import { AuthSession } from './session.entity';

const digest = (value: string) => createHash('sha256').update(value).digest('hex');

@Injectable()
export class AuthService {
  constructor(
    @InjectRepository(AuthSession) private readonly sessions: Repository<AuthSession>,
    private readonly users: UsersService,
    private readonly jwt: JwtService,
  ) {}

  async signIn(email: string, password: string) {
    const user = await this.users.authenticate(email, password);
    if (!user) throw new UnauthorizedException();
    const refreshToken = randomBytes(32).toString('hex');
    const session = await this.sessions.save(this.sessions.create({ user, refreshHash: digest(refreshToken) }));
    return { accessToken: await this.accessToken(session), refreshToken };
  }

  async renew(refreshToken: string) {
    const session = await this.sessions.findOneBy({ refreshHash: digest(refreshToken) });
    if (!session) throw new UnauthorizedException();
    const next = randomBytes(32).toString('hex');
    session.refreshHash = digest(next);
    await this.sessions.save(session);
    return { accessToken: await this.accessToken(session), refreshToken: next };
  }

  async signOut(sessionId: string) {
    await this.sessions.delete({ id: sessionId });
  }

  findSession(id: string) {
    return this.sessions.findOneBy({ id });
  }

  private accessToken(session: AuthSession) {
    return this.jwt.signAsync({ sub: session.user.id, sid: session.id }, { expiresIn: '1h' });
  }
}
