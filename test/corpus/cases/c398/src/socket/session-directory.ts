import type { Redis } from 'ioredis';

export interface LiveSession { id: string; userId: string; boards: string[] }

const TTL = 60 * 60 * 8;

export class SessionDirectory {
  constructor(private readonly redis: Redis) {}

  private key(id: string) {
    return `live:session:${id}`;
  }

  async find(id: unknown): Promise<LiveSession | null> {
    if (typeof id !== 'string' || !/^[\w-]{30,}$/.test(id)) return null;
    const raw = await this.redis.get(this.key(id));
    return raw ? (JSON.parse(raw) as LiveSession) : null;
  }

  async touch(id: string) {
    return (await this.redis.expire(this.key(id), TTL)) === 1;
  }

  async remove(id: string) {
    await this.redis.del(this.key(id));
  }
}
