import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { randomUUID } from 'node:crypto';
import { Repository } from 'typeorm';
import { UsersService } from '../users/users.service';
import { LoginDto } from './dto/login.dto';
import { Session } from './session.entity';

@Injectable()
export class SessionsService {
  constructor(
    @InjectRepository(Session) private readonly repo: Repository<Session>,
    private readonly users: UsersService,
  ) {}

  async open({ email, password }: LoginDto, ip = '') {
    const user = await this.users.authenticate(email, password);
    if (!user) throw new UnauthorizedException();
    const id = randomUUID();
    await this.repo.insert({ id, userId: user.id, ip });
    return { id, user };
  }

  find(id: string) {
    return this.repo.findOneBy({ id });
  }

  async close(id: string): Promise<void> {
    await this.repo.delete({ id });
  }
}
