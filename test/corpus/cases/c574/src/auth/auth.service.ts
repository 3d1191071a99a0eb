import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import * as bcrypt from 'bcrypt';
import { randomBytes, createHash } from 'crypto';
import { addHours } from 'date-fns';
import { Session } from './session.entity';
import { User } from '../users/user.entity';

const digest = (token: string) => createHash('sha256').update(token).digest('hex');

@Injectable()
export class AuthService {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    @InjectRepository(User) private readonly users: Repository<User>,
  ) {}

  async login(email: string, password: string) {
    const user = await this.users.findOne({ where: { email }, select: ['id', 'name', 'password'] });
    if (!user || !(await bcrypt.compare(password, user.password))) {
      throw new UnauthorizedException();
    }
    const token = randomBytes(32).toString('hex');
    const expiresAt = addHours(new Date(), 4);
    await this.sessions.save({ tokenHash: digest(token), user, expiresAt });
    return { session: { token, expiresAt }, user: { id: user.id, name: user.name } };
  }

  find(token: string) {
    return this.sessions.findOne({
      where: { tokenHash: digest(token), expiresAt: MoreThan(new Date()) },
      relations: ['user'],
    });
  }

  async logout(token: string) {
    await this.sessions.delete({ tokenHash: digest(token) });
  }
}
