import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SessionEntity } from './session.entity';

@Injectable()
export class SessionsRepository {
  constructor(@InjectRepository(SessionEntity) private readonly rows: Repository<SessionEntity>) {}

  find(id: string): Promise<SessionEntity | null> {
    return this.rows.findOneBy({ id });
  }

  async remove(id: string): Promise<void> {
    await this.rows.delete({ id });
  }
}
