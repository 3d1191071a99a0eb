import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';

export interface Member {
  id: string;
  email: string;
  club: string;
}

@Injectable()
export class SessionService {
  constructor(@Inject('REDIS') private readonly redis: Redis) {}

  async memberOf(id: string): Promise<Member | null> {
    const raw = id ? await this.redis.get(`sess:${id}`) : null;
    return raw ? (JSON.parse(raw) as Member) : null;
  }

  async end(id: string): Promise<void> {
    await this.redis.del(`sess:${id}`);
  }
}
