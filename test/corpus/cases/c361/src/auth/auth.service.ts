import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import { IsNull, MoreThan, Repository } from 'typeorm';
import { MailService } from '../mail/mail.service';
import { UsersService } from '../users/users.service';
import { UserSession } from './user-session.entity';

@Injectable()
export class AuthService {
  constructor(
    @InjectRepository(UserSession) private readonly sessions: Repository<UserSession>,
    private readonly users: UsersService,
    private readonly mail: MailService,
  ) {}

  async login(email: string, password: string, device: string) {
    const user = await this.users.validate(email, password);
    if (!user) throw new UnauthorizedException();
    const session = this.sessions.create({
      token: randomBytes(32).toString('hex'),
      userId: user.id,
      device,
      expiresAt: new Date(Date.now() + 8 * 3_600_000),
    });
    await this.sessions.save(session);
    void this.mail.newSignIn(user.email, device);
    return { token: session.token };
  }

  findActive(token: string) {
    return this.sessions.findOne({ where: { token, revokedAt: IsNull(), expiresAt: MoreThan(new Date()) } });
  }

  async logout(token: string): Promise<{ message: string }> {
    void this.sessions.update({ token }, { revokedAt: new Date() });
    return { message: 'Logged out' };
  }
}
