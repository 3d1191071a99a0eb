import { Redis } from '@upstash/redis';
import { nanoid } from 'nanoid';

const redis = Redis.fromEnv();
const key = (sid: string) => `fd:session:${sid}`;

export const sessionStore = {
  async create(userId: string, userAgent: string | null) {
    const sid = nanoid(40);
    await redis.set(key(sid), { userId, userAgent, at: Date.now() }, { ex: 60 * 60 * 24 * 7 });
    return sid;
  },
  get: (sid: string) => redis.get<{ userId: string }>(key(sid)),
  delete: (sid: string) => redis.del(key(sid)),
};
