import type { Pool } from 'mysql2/promise';
import { T } from '../db/tables';

export const insert = (pool: Pool, table: string, row: Record<string, unknown>) =>
  pool.query(`INSERT IGNORE INTO ${table} SET ?`, [row]);

export const bury = (pool: Pool, jti: string, exp: number) =>
  insert(pool, T.deadTokens, { token_id: jti, dies_at: new Date(exp * 1000) });
