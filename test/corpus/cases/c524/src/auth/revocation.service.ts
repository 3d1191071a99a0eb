import { Injectable, Logger } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import { InjectRepository } from '@nestjs/typeorm';
import Redis from 'ioredis';
import { Repository } from 'typeorm';
import { RevokedToken } from './revoked-token.entity';

@Injectable()
export class RevocationService {
  private readonly logger = new Logger(RevocationService.name);

  constructor(
    @InjectRedis() private readonly redis: Redis,
    @InjectRepository(RevokedToken) private readonly tokens: Repository<RevokedToken>,
  ) {}

  async revoke(jti: string, expiresAt: Date): Promise<void> {
    await this.tokens.upsert({ jti, expiresAt }, ['jti']);
    const seconds = Math.max(1, Math.ceil((expiresAt.getTime() - Date.now()) / 1000));
    await this.redis.set(`revoked:${jti}`, '1', 'EX', seconds);
  }

  async isRevoked(jti: string): Promise<boolean> {
    try {
      return (await this.redis.exists(`revoked:${jti}`)) === 1;
    } catch (error) {
      this.logger.warn(`redis lookup failed, asking postgres: ${(error as Error).message}`);
    }
    return this.tokens.exists({ where: { jti } });
  }
}
