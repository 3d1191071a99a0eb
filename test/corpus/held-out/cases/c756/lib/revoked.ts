import { Redis } from '@upstash/redis';

const redis = Redis.fromEnv({ retry: { retries: 1 } });
const name = (sid: string) => `revoked-session:${sid}`;

export async function revokeSession(sid: string, seconds: number) {
  await redis.set(name(sid), Date.now(), { ex: seconds });
}

export async function isSessionRevoked(sid: string): Promise<boolean> {
  try {
    return (await redis.exists(name(sid))) > 0;
  } catch (err) {
    console.warn('[auth] upstash did not answer', err);
    return false;
  }
}
