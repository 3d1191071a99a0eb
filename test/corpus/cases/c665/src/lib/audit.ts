import type { D1Database } from '@cloudflare/workers-types';

export async function record(db: D1Database, entry: { actor: number; action: string; ip?: string | null }) {
  await db
    .prepare('INSERT INTO audit_log (actor, action, ip, at) VALUES (?1, ?2, ?3, unixepoch())')
    .bind(entry.actor, entry.action, entry.ip ?? null)
    .run();
}
