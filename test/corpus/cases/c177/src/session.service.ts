import { Injectable } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import Redis from 'ioredis';
import { randomUUID } from 'node:crypto';

const keyOf = (id: string): string => `session:${id}`;

@Injectable()
export class SessionService {
  constructor(@InjectRedis() private readonly redis: Redis) {}

  async create(userId: string): Promise<string> {
    const id = randomUUID();
    await this.redis.set(keyOf(id), userId, 'EX', 86400);
    return id;
  }

  async find(id: string): Promise<string | null> {
    return this.redis.get(keyOf(id));
  }

  async revoke(sessionId: string): Promise<void> {
    await this.redis.del(keyOf(sessionId));
  }
}
