import type { Redis } from 'ioredis';

const CHANNEL = 'auth.sessions.revoked';
const KEY = 'auth:revoked-sessions';
const LIFETIME_MS = 6 * 60 * 60 * 1000;

export class RevokedSessions {
  private readonly ids = new Set<string>();

  constructor(
    private readonly redis: Redis,
    private readonly subscriber: Redis,
  ) {}

  async start() {
    this.subscriber.on('message', (channel, sid) => {
      if (channel === CHANNEL) this.ids.add(sid);
    });
    await this.subscriber.subscribe(CHANNEL);
    for (const sid of await this.redis.zrangebyscore(KEY, Date.now(), '+inf')) this.ids.add(sid);
  }

  has(sid: string) {
    return this.ids.has(sid);
  }

  async announce(sid: string) {
    await this.redis.zadd(KEY, Date.now() + LIFETIME_MS, sid);
    await this.redis.publish(CHANNEL, sid);
  }
}
