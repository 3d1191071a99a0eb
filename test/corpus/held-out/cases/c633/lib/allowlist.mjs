import { createClient } from 'redis';

const client = createClient({ url: process.env.REDIS_URL });
await client.connect();

const k = (sub, jti) => `live:${sub}:${jti}`;

export const admit = (sub, jti, exp, meta) =>
  client.set(k(sub, jti), JSON.stringify(meta), { EXAT: exp });
export const isLive = async (sub, jti) => (await client.exists(k(sub, jti))) === 1;
export const drop = (sub, jti) => client.del(k(sub, jti));
