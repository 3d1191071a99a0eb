import { inject, injectable } from 'inversify';
import { ResultAsync } from 'neverthrow';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { TYPES } from '../ioc/types';

const key = (sid: string) => `ended:${sid}`;

@injectable()
export class SessionGate {
  constructor(
    @inject(TYPES.Redis) private readonly redis: Redis,
    @inject(TYPES.Logger) private readonly logger: Logger,
  ) {}

  async isEnded(sid: string): Promise<boolean> {
    return ResultAsync.fromPromise(this.redis.exists(key(sid)), (e) => e as Error)
      .map((n) => n === 1)
      .orTee((error) => this.logger.error({ error }, 'session gate unavailable'))
      .unwrapOr(true);
  }

  async end(sid: string, ttl: number): Promise<void> {
    await this.redis.set(key(sid), '1', 'EX', ttl);
  }
}
