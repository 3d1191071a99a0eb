import { redis } from '../redis.js';

export const refreshTokens = {
  async take(token) {
    const userId = await redis.getDel(`refresh:${token}`);
    return userId ? { userId } : null;
  },
  put: (token, userId) => redis.set(`refresh:${token}`, userId, { EX: 1209600 }),
};
