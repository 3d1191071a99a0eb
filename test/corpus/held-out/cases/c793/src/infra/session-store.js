import { createClient } from 'redis';

const client = await createClient({ url: process.env.REDIS_URL })
  .on('error', (e) => console.error('redis', e))
  .connect();

export const sessionStore = {
  async save(id, data, ttl = 3600) {
    await client.hSet(`s:${id}`, data);
    await client.expire(`s:${id}`, ttl);
  },
  async load(id) {
    const data = await client.hGetAll(`s:${id}`);
    return Object.keys(data).length ? data : null;
  },
  async delete(id) {
    await client.del(`s:${id}`);
  },
};
