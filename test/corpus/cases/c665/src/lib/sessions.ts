import type { D1Database } from '@cloudflare/workers-types';

const TTL = 60 * 60 * 24 * 14;

export async function createSession(db: D1Database, userId: number) {
  const id = crypto.randomUUID() + crypto.randomUUID();
  const expires = Math.floor(Date.now() / 1000) + TTL;
  await db.prepare('INSERT INTO sessions (id, user_id, expires_at) VALUES (?1, ?2, ?3)').bind(id, userId, expires).run();
  return { id, maxAge: TTL };
}

export async function findSession(db: D1Database, id: string) {
  return db
    .prepare('SELECT s.id, s.user_id, u.email FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ?1 AND s.expires_at > unixepoch()')
    .bind(id)
    .first<{ id: string; user_id: number; email: string }>();
}
