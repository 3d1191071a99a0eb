import { Inject, Injectable } from '@nestjs/common';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import type { Cache } from 'cache-manager';

@Injectable()
export class DenylistService {
  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}

  async add(jti: string, ttl: number): Promise<void> {
    await this.cache.set(`denied:${jti}`, true, ttl);
  }

  async has(jti: string): Promise<boolean> {
    return (await this.cache.get(`denied:${jti}`)) === true;
  }
}
