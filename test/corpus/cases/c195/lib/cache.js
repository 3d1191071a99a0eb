import { redis } from './redis.js';

export async function cached(key, load) {
  try {
    const hit = await redis.get(`cache:${key}`);
    if (hit) return JSON.parse(hit);
  } catch {
    return load();
  }
  return load();
}
