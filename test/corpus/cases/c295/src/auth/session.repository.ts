import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Session } from './session.entity';

@Injectable()
export class SessionRepository {
  constructor(private readonly em: EntityManager) {}

  async delete(id: string): Promise<void> {
    await this.em.nativeDelete(Session, { id });
  }
}
