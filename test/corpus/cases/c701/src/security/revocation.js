import { query } from '../db/mysql.js';
import { logger } from '../logger.js';

export async function revoke(jti, exp) {
  await query('REPLACE INTO revoked_jti (jti, expires_at) VALUES (:jti, FROM_UNIXTIME(:exp))', { jti, exp });
}

export async function isRevoked(jti) {
  try {
    const rows = await query('SELECT jti FROM revoked_jti WHERE jti = :jti LIMIT 1', { jti });
    return rows.length === 1;
  } catch (error) {
    logger.warn({ error, jti }, 'revocation lookup failed');
    return false;
  }
}

// every night at three
export async function purgeExpired() {
  const { affectedRows } = await query('DELETE FROM revoked_jti WHERE expires_at < NOW()');
  logger.info({ affectedRows }, 'purged revoked tokens');
}
