import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { REDIS } from '../redis';
import { BackChannel } from './back-channel';

@Injectable()
export class SsoSessions {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly backChannel: BackChannel,
  ) {}

  private keys(sid: string) {
    return { session: `sso:${sid}`, clients: `sso:${sid}:clients` };
  }

  async find(sid: string) {
    return this.redis.hgetall(this.keys(sid).session);
  }

  async end(sid: string): Promise<void> {
    const { session, clients } = this.keys(sid);
    const parties = await this.redis.smembers(clients);
    await this.redis.del(session, clients);
    await Promise.all(parties.map((clientId) => this.backChannel.notify(clientId, sid)));
  }
}
