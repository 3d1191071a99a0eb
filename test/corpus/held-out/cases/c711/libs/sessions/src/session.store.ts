import { Inject, Injectable } from '@nestjs/common';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import type { Cache } from 'cache-manager';

export interface StoredSession {
  memberId: string;
  since: number;
}

@Injectable()
export class SessionStore {
  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}

  private readonly key = (id: string) => `member-session:${id}`;

  async recall(id: string): Promise<StoredSession | undefined> {
    return (await this.cache.get<StoredSession>(this.key(id))) ?? undefined;
  }

  async remember(id: string, session: StoredSession): Promise<void> {
    await this.cache.set(this.key(id), session, 12 * 60 * 60 * 1000);
  }

  async forget(id: string): Promise<void> {
    await this.cache.del(this.key(id));
  }
}
