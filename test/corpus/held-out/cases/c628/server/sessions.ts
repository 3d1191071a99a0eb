import { createHash } from 'crypto';
import { pool } from './pool';

export const SESSION_COOKIE = 'wv_session';

const key = (id: string) => createHash('sha256').update(id).digest('hex');

export async function findSession(id: string | undefined): Promise<{ userId: string } | null> {
  if (!id) return null;
  const { rows } = await pool.query('select user_id from sessions where key = $1 and expires_at > now()', [key(id)]);
  return rows.length ? { userId: rows[0].user_id } : null;
}

export async function deleteSession(id: string) {
  await pool.query('delete from sessions where key = $1', [key(id)]);
}
