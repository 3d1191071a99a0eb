import { redis } from './redis.mjs';

export const saveRefresh = (userId, deviceId, hash) => redis.set(`refresh:${userId}:${deviceId}`, hash, 'EX', 2592000);

export const readRefresh = (userId, deviceId) => redis.get(`refresh:${userId}:${deviceId}`);

export const dropRefresh = (deviceId) => redis.del(`refresh:${deviceId}`);
