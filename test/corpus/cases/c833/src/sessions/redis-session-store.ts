import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';

export interface SessionData {
  userId: string;
  roles: string[];
  createdAt: number;
}

export class RedisSessionStore {
  private readonly redis: Redis;

  constructor({ redis }: { redis: Redis }) {
    this.redis = redis;
  }

  async create(data: Omit<SessionData, 'createdAt'>): Promise<string> {
    const id = randomBytes(24).toString('base64url');
    const value: SessionData = { ...data, createdAt: Date.now() };
    await this.redis.set(`app:session:${id}`, JSON.stringify(value), 'EX', 28_800);
    return id;
  }

  async load(id: string): Promise<SessionData | null> {
    const raw = await this.redis.get(`app:session:${id}`);
    return raw ? JSON.parse(raw) : null;
  }

  async drop(id: string): Promise<void> {
    await this.redis.del(`app:session:${id}`);
  }
}
