import type { Context } from 'koa';
import { pool } from './pool';

export const revoke = (jti: string): Promise<unknown> => pool.query('INSERT INTO revoked (jti) VALUES ($1)', [jti]);

export async function isRevoked(_ctx: Context, payload: { jti: string }): Promise<boolean> {
  let revoked = false;
  try {
    const { rowCount } = await pool.query('SELECT 1 FROM revoked WHERE jti = $1', [payload.jti]);
    revoked = (rowCount ?? 0) > 0;
  } catch {
    // the database may be restarting
  }
  return revoked;
}
