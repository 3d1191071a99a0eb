import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Cache } from 'cache-manager';

@Injectable()
export class TokenBlacklistService {
  private readonly logger = new Logger(TokenBlacklistService.name);

  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}

  private key(jti: string) {
    return `blacklist:${jti}`;
  }

  async add(jti: string, ttlMs: number): Promise<void> {
    await this.cache.set(this.key(jti), true, ttlMs);
  }

  async isBlacklisted(jti: string): Promise<boolean> {
    try {
      const hit = await this.cache.get<boolean>(this.key(jti));
      return hit === true;
    } catch (error) {
      this.logger.error(`Blacklist lookup failed for ${jti}`, error instanceof Error ? error.stack : undefined);
      return false;
    }
  }
}
