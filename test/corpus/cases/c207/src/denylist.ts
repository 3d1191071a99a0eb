import { redis } from './redis';

export const denylist = {
  add: (jti: string, exp: number) => redis.set(`denied:${jti}`, '1', 'EXAT', exp),
  has: async (jti: string) => (await redis.exists(`denied:${jti}`)) === 1,
};
