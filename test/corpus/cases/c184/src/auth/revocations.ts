import type { RedisClientType } from 'redis';

export class Revocations {
  constructor(private readonly redis: RedisClientType) {}

  async isRevoked(token: string): Promise<boolean> {
    return (await this.redis.exists(`revoked:${token}`)) === 1;
  }

  async revoke(jti: string, seconds: number): Promise<void> {
    await this.redis.set(`revoked:${jti}`, '1', { EX: seconds });
  }
}
