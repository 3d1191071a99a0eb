import type { H3Event } from 'h3';
import { createStorage } from 'unstorage';
import redisDriver from 'unstorage/drivers/redis';

interface StoredSession {
  userId: string;
  createdAt: number;
}

const store = createStorage<StoredSession>({
  driver: redisDriver({ base: 'sessions', url: process.env.REDIS_URL }),
});

const NAME = 'nx_sid';

export async function openSession(event: H3Event, userId: string) {
  const id = crypto.randomUUID();
  await store.setItem(id, { userId, createdAt: Date.now() }, { ttl: 43_200 });
  setCookie(event, NAME, id, {
    httpOnly: true,
    secure: true,
    sameSite: 'none',
    path: '/',
    maxAge: 43_200,
  });
}

export async function readSession(event: H3Event) {
  const id = getCookie(event, NAME);
  return id ? await store.getItem(id) : null;
}

export async function closeSession(event: H3Event) {
  const id = getCookie(event, NAME);
  if (id) await store.removeItem(id);
  deleteCookie(event, NAME, { path: '/', httpOnly: true, sameSite: 'none' });
}
