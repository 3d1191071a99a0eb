import { Injectable, Logger } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import Redis from 'ioredis';
import { RevocationList } from '../domain/revocation-list';

@Injectable()
export class RedisRevocationList implements RevocationList {
  private readonly logger = new Logger(RedisRevocationList.name);

  constructor(@InjectRedis() private readonly redis: Redis) {}

  async add(jti: string, until: Date): Promise<void> {
    await this.redis.set(this.keyFor(jti), '', 'PXAT', until.getTime());
  }

  async contains(jti: string): Promise<boolean> {
    try {
      return (await this.redis.exists(this.keyFor(jti))) > 0;
    } catch (error) {
      this.logger.error('revocation list is not reachable', error as Error);
      return false;
    }
  }

  private keyFor(jti: string): string {
    return `rl:${jti}`;
  }
}
