import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Session } from './session.entity';

@Injectable()
export class SessionService {
  constructor(@InjectRepository(Session) private readonly repository: Repository<Session>) {}

  findById(id: string) {
    return this.repository.findOne({ where: { id } });
  }

  softDelete(id: string) {
    return this.repository.softDelete(id);
  }
}
