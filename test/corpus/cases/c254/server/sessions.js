const { pool } = require('./pool');

exports.remove = (id) => pool.query('DELETE FROM sessions WHERE id = $1', [id]);
exports.find = (id) => pool.query('SELECT user_id FROM sessions WHERE id = $1', [id]);
