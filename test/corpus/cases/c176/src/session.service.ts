import { Injectable } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import Redis from 'ioredis';
import { randomUUID } from 'node:crypto';

@Injectable()
export class SessionService {
  constructor(@InjectRedis() private readonly redis: Redis) {}

  async create(userId: string): Promise<string> {
    const id = randomUUID();
    await this.redis.set(`session:${id}`, userId, 'EX', 86400);
    return id;
  }

  async find(id: string): Promise<string | null> {
    return this.redis.get(`session:${id}`);
  }

  async revoke(userId: string): Promise<void> {
    await this.redis.del(`session:${userId}`);
  }
}
