import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { Session } from './session.entity';

@Injectable()
export class SessionsService {
  constructor(@InjectRepository(Session) private readonly repo: Repository<Session>) {}

  find(id: string) {
    return this.repo.findOne({ where: { id, revokedAt: IsNull() } });
  }

  revoke(id: string): Promise<number> {
    return this.repo
      .update({ id, revokedAt: IsNull() }, { revokedAt: new Date() })
      .then((result) => result.affected ?? 0);
  }
}
