import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Session } from './session.entity';

@Injectable()
export class SessionsService {
  constructor(@InjectRepository(Session) private readonly rows: Repository<Session>) {}

  async end(id: string): Promise<void> {
    await this.rows.update({ id }, { endedAt: new Date() });
  }
}
