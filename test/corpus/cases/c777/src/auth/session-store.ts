import type { Redis } from 'ioredis';
import { randomBytes } from 'node:crypto';

export interface StoredSession {
  id: string;
  userId: string;
  deviceId: string;
  since: string;
}

export class SessionStore {
  constructor(private readonly redis: Redis, private readonly ttl = 86_400 * 3) {}

  private at(id: string) {
    return `s:${id}`;
  }

  async create(userId: string, deviceId: string): Promise<StoredSession> {
    const session = { id: randomBytes(20).toString('hex'), userId, deviceId, since: new Date().toISOString() };
    await this.redis.set(this.at(session.id), JSON.stringify(session), 'EX', this.ttl);
    return session;
  }

  async load(id: string): Promise<StoredSession | undefined> {
    const json = await this.redis.getex(this.at(id), 'EX', this.ttl);
    return json ? JSON.parse(json) : undefined;
  }

  async drop(id: string) {
    await this.redis.del(this.at(id));
  }
}
