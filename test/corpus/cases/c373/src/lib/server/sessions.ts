import { randomBytes } from 'node:crypto';
import { db } from './db';

const LIFETIME = 1000 * 60 * 60 * 24 * 3;

export async function createPortalSession(customerId: number, ip: string) {
  const row = {
    id: randomBytes(24).toString('hex'),
    customer_id: customerId,
    ip,
    expires_at: new Date(Date.now() + LIFETIME).toISOString(),
  };
  await db.insertInto('portal_sessions').values(row).execute();
  return { id: row.id, expiresAt: new Date(row.expires_at) };
}

export function findPortalSession(id: string) {
  return db
    .selectFrom('portal_sessions')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', new Date().toISOString())
    .executeTakeFirst();
}

export async function deletePortalSession(id: string) {
  await db.deleteFrom('portal_sessions').where('id', '=', id).execute();
}
