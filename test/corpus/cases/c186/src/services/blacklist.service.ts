import { redis } from '../redis';
import { logger } from '../logger';

export async function blacklistToken(jti: string, ttl: number): Promise<void> {
  await redis.setex(`bl:${jti}`, ttl, '1');
}

export async function isTokenBlacklisted(jti: string): Promise<boolean> {
  try {
    return (await redis.get(`bl:${jti}`)) !== null;
  } catch (error) {
    logger.error('Redis error while checking blacklist', error);
    return false;
  }
}
