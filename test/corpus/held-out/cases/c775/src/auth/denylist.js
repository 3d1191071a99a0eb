import { redis } from '../lib/redis.js';

const key = (jti) => `jwt:denied:${jti}`;

export async function deny(jti, exp) {
  const ttl = exp - Math.floor(Date.now() / 1000);
  if (ttl > 0) await redis.setex(key(jti), ttl, '1');
}

export async function isDenied(jti) {
  return Boolean(await redis.exists(key(jti)));
}
