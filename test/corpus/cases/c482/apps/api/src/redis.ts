import { createClient } from 'redis';
import { env } from './env';

export const publisher = createClient({ url: env.REDIS_URL });
publisher.on('error', (err) => console.error('[redis] publisher', err));

export async function connectRedis() {
  await publisher.connect();
}
