import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SessionRepository } from '../domain/session.repository';
import { SessionRow } from './session.row';

@Injectable()
export class TypeOrmSessionRepository implements SessionRepository {
  constructor(@InjectRepository(SessionRow) private readonly rows: Repository<SessionRow>) {}

  findById(id: string) {
    return this.rows.findOneBy({ id });
  }

  async deleteById(id: string): Promise<void> {
    await this.rows.delete(id);
  }
}
