import { Redis } from "@upstash/redis";

const redis = Redis.fromEnv();
const key = (sid: string) => `s:${sid}`;

export const sessions = {
  add: (sid: string, userId: string) => redis.set(key(sid), userId, { ex: 15 * 60 }),
  has: async (sid: string) => (await redis.exists(key(sid))) > 0,
  remove: (sid: string) => redis.del(key(sid)),
};
