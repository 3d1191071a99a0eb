import { Redis } from '@upstash/redis';

const redis = Redis.fromEnv();
const SECONDS = 60 * 60 * 12;

export const sessions = {
  put: (id: string, userId: string) => redis.set(`session:${id}`, userId, { ex: SECONDS }),
  owner: (id: string) => redis.get<string>(`session:${id}`),
  drop: (id: string) => redis.del(`session:${id}`),
};
