import { Injectable } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import Redis from 'ioredis';

@Injectable()
export class RevokedTokenStore {
  private static readonly PREFIX = 'revoked-token';

  constructor(@InjectRedis() private readonly redis: Redis) {}

  async put(key: string, ttlSeconds: number): Promise<void> {
    await this.redis.set(`${RevokedTokenStore.PREFIX}:${key}`, Date.now(), 'EX', Math.max(1, ttlSeconds));
  }

  async has(key: string): Promise<boolean> {
    return (await this.redis.get(`${RevokedTokenStore.PREFIX}:${key}`)) !== null;
  }
}
