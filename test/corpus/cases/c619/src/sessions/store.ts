import { createClient } from 'redis';

const client = createClient({ url: process.env.REDIS_URL });
await client.connect();

const HOURS_8 = 8 * 60 * 60;
const key = (sid: string) => `sess:${sid}`;

export interface StoredSession {
  userId: string;
  createdAt: number;
}

export const sessionStore = {
  async load(sid: string): Promise<StoredSession | null> {
    const raw = await client.get(key(sid));
    return raw ? (JSON.parse(raw) as StoredSession) : null;
  },
  async put(sid: string, session: StoredSession) {
    await client.set(key(sid), JSON.stringify(session), { EX: HOURS_8 });
  },
  async drop(sid: string) {
    await client.del(key(sid));
  },
};
