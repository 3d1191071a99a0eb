import { Redis } from '@upstash/redis';

const redis = Redis.fromEnv();
const key = (jti: string) => ['auth', 'revoked', jti].join(':');

export async function revokeAccess(jti: string, exp: number) {
  const left = exp - Math.floor(Date.now() / 1000);
  if (left > 0) await redis.set(key(jti), 1, { ex: left });
}

export async function isRevoked(jti: string) {
  return (await redis.exists(key(jti))) === 1;
}
