import { pool } from '../db/pool';

export const revokedTokens = {
  async has(jti: string): Promise<boolean> {
    const [rows] = await pool.execute('SELECT jti FROM revoked_tokens WHERE jti = ? LIMIT 1', [jti]);
    return (rows as unknown[]).length > 0;
  },
  async add(jti: string, exp: number): Promise<void> {
    await pool.execute('INSERT IGNORE INTO revoked_tokens (jti, expires_at) VALUES (?, FROM_UNIXTIME(?))', [jti, exp]);
  },
  async prune(): Promise<void> {
    await pool.execute('DELETE FROM revoked_tokens WHERE expires_at < NOW()');
  },
};
