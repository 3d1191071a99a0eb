import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';

@Injectable()
export class SessionStore {
  constructor(@Inject('REDIS') private readonly redis: Redis) {}

  async open(userId: string, sessionId: string, ttl: number) {
    await this.redis.hset(`u:${userId}:sessions`, sessionId, Date.now() + ttl * 1000);
  }

  async isOpen(userId: string, sessionId: string) {
    const until = await this.redis.hget(`u:${userId}:sessions`, sessionId);
    return until !== null && Number(until) > Date.now();
  }

  async remove(userId: string, sessionId: string) {
    return (await this.redis.hdel(`u:${userId}:sessions`, sessionId)) === 1;
  }
}
