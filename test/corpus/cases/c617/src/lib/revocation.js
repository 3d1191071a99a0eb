const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

// A JWT is stateless: the server cannot "log it out". That is why we remember
// the ids of tokens which must not be used again until they have expired.
async function revoke(jti, exp) {
  await pool.query(
    'INSERT INTO revoked_jti (jti, expires_at) VALUES ($1, to_timestamp($2)) ON CONFLICT (jti) DO NOTHING',
    [jti, exp],
  );
}

async function isRevoked(jti) {
  const { rowCount } = await pool.query('SELECT 1 FROM revoked_jti WHERE jti = $1', [jti]);
  return rowCount > 0;
}

module.exports = { revoke, isRevoked };
