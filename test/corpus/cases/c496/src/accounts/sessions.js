import { pool } from '../db.js';

export const sessions = {
  async find(id) {
    const [rows] = await pool.query('SELECT account_id FROM sessions WHERE id = ? AND expires_at > NOW()', [id]);
    return rows[0];
  },
  async remove(id) {
    await pool.query('DELETE FROM sessions WHERE id = ?', [id]);
  },
};
