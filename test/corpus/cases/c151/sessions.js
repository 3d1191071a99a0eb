const { pool } = require('./pool');

exports.findLive = async (id) => {
  const { rows } = await pool.query('select * from sessions where id = $1 and ended_at is null', [id]);
  return rows[0];
};

exports.end = (id) => pool.query('update sessions set ended_at = now() where id = $1', [id]);
