import { createClient } from 'redis';

const redis = createClient();
await redis.connect();

export async function context({ req, res }) {
  const raw = req.cookies.sid ? await redis.get(`sess:${req.cookies.sid}`) : null;
  return { redis, req, res, user: raw ? JSON.parse(raw) : null };
}
