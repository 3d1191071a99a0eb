import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { CACHE_MANAGER, Cache } from '@nestjs/cache-manager';
import { Repository } from 'typeorm';
import { SessionEntity } from './session.entity';
import { sessionCacheKey } from './session-cache-key';

@Injectable()
export class SessionLookup {
  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
  ) {}

  find(id: string): Promise<SessionEntity | null> {
    return this.cache.wrap(sessionCacheKey(id), () => this.sessions.findOneBy({ id }), 60_000);
  }
}
