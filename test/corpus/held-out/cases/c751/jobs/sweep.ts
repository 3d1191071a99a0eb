import type { Redis } from 'ioredis';

export async function sweep(redis: Redis) {
  const now = Math.floor(Date.now() / 1000) - 60;
  const old = await redis.zrangebyscore('revoked-tokens:expiry', 0, now);
  if (!old.length) return 0;
  await redis.multi().srem('revoked-tokens', ...old).zremrangebyscore('revoked-tokens:expiry', 0, now).exec();
  return old.length;
}
