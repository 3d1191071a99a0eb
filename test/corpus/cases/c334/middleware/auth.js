const { pool } = require('../db');

module.exports = async (req, res, next) => {
  try {
    const [[row]] = await pool.execute('SELECT user_id FROM sessions WHERE sid = ?', [req.cookies.sid || '']);
    if (!row) return res.status(401).json({ msg: 'No session, authorization denied' });
    req.sid = req.cookies.sid;
    req.userId = row.user_id;
    next();
  } catch (err) {
    next(err);
  }
};
