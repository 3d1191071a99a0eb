import { Inject, Injectable } from '@nestjs/common';
import type Redis from 'ioredis';
import { REDIS } from '@acme/redis';

/**
 * JWTs are stateless: by themselves there is nothing the server can do on logout, the token
 * would simply expire on its own. That is why every service asks this list.
 */
@Injectable()
export class TokenRevocationService {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  private key(jti: string) {
    return `auth:revoked:${jti}`;
  }

  async revoke(jti: string, exp: number): Promise<void> {
    const ttl = Math.max(exp - Math.floor(Date.now() / 1000), 1);
    await this.redis.set(this.key(jti), '1', 'EX', ttl);
  }

  async isRevoked(jti: string): Promise<boolean> {
    return (await this.redis.exists(this.key(jti))) === 1;
  }
}
