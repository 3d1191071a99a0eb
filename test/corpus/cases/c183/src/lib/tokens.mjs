import { redis } from './redis.mjs';

const PREFIX = 'refresh';

export const saveRefresh = (userId, deviceId, hash) =>
  redis.set(`${PREFIX}:${userId}:${deviceId}`, hash, 'EX', 2592000);

export const readRefresh = (userId, deviceId) => redis.get(`${PREFIX}:${userId}:${deviceId}`);

export const dropAll = async (userId) => {
  const keys = await redis.keys(`${PREFIX}:${userId}:*`);
  if (keys.length > 0) await redis.del(...keys);
};
