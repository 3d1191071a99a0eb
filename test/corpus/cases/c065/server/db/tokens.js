import { pool } from './pool.js';

export const tokens = {
  async isRevoked(jti) {
    const { rows } = await pool.query('select 1 from revoked where jti = $1', [jti]);
    return rows.length > 0;
  },
  async revoke(jti, exp) {
    await pool.query('insert into revoked (jti, exp) values ($1, to_timestamp($2)) on conflict do nothing', [jti, exp]);
  },
};
