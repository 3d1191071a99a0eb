import { pool } from './pool.js';

export const sessionRepository = {
  async byId(id) {
    const { rows } = await pool.query('select id, ended_at as "endedAt" from session where id = $1', [id]);
    return rows[0];
  },
  async save({ id, endedAt }) {
    await pool.query('update session set ended_at = $2 where id = $1', [id, endedAt]);
  },
};
