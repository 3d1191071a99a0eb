import Redis from 'ioredis';

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

/** for the auth service */
export const authRedis = new Redis(url, { keyPrefix: 'auth:' });

/** for everything else */
export const redis = new Redis(url);
