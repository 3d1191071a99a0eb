import { Inject, Injectable } from '@nestjs/common';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import type { Cache } from 'cache-manager';

@Injectable()
export class DenylistService {
  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}

  async isDenied(jti: string): Promise<boolean> {
    return Boolean(await this.cache.get(`denylist:${jti}`));
  }
}
