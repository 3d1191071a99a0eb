import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash, randomBytes } from 'crypto';
import { addDays } from 'date-fns';
import { MoreThan, Repository } from 'typeorm';
import { UsersService } from '../users/users.service';
import { CreateSessionDto } from './dto/create-session.dto';
import { Session } from './session.entity';

@Injectable()
export class SessionsService {
  constructor(
    @InjectRepository(Session) private readonly repo: Repository<Session>,
    private readonly users: UsersService,
  ) {}

  async open({ email, password }: CreateSessionDto) {
    const user = await this.users.verify(email, password);
    if (!user) throw new UnauthorizedException('Invalid credentials');
    const token = randomBytes(32).toString('base64url');
    const session = await this.repo.save({ digest: this.digest(token), user, expiresAt: addDays(new Date(), 7) });
    return { token, session };
  }

  byToken(token: string) {
    return this.repo.findOne({
      where: { digest: this.digest(token), expiresAt: MoreThan(new Date()) },
      relations: { user: true },
    });
  }

  async close(session: Session) {
    await this.repo.remove(session);
  }

  private digest(token: string) {
    return createHash('sha256').update(token).digest('base64url');
  }
}
