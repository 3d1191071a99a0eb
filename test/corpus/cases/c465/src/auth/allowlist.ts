import { createHash } from 'crypto';
import type { Redis } from 'ioredis';

const WEEK = 7 * 24 * 60 * 60;

export class Allowlist {
  constructor(private readonly redis: Redis) {}

  private key(token: string) {
    return 'allow:' + createHash('sha1').update(token).digest('hex');
  }

  admit(token: string, userId: string) {
    return this.redis.setex(this.key(token), WEEK, userId);
  }

  async admits(token: string): Promise<boolean> {
    return (await this.redis.get(this.key(token))) !== null;
  }

  expel(token: string) {
    return this.redis.del(this.key(token));
  }
}
