const crypto = require('crypto');
const bcrypt = require('bcrypt');
const { pool } = require('../db');

const cookie = { httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' };

exports.login = async (req, res, next) => {
  try {
    const [[user]] = await pool.execute('SELECT id, hash FROM users WHERE email = ?', [req.body.email]);
    if (!user || !(await bcrypt.compare(req.body.password, user.hash))) {
      return res.status(400).json({ msg: 'Invalid credentials' });
    }
    const sid = crypto.randomBytes(32).toString('hex');
    await pool.execute('INSERT INTO sessions (sid, user_id) VALUES (?, ?)', [sid, user.id]);
    res.cookie('sid', sid, { ...cookie, maxAge: 7 * 24 * 3600 * 1000 }).json({ id: user.id });
  } catch (err) {
    next(err);
  }
};

exports.logout = async (req, res, next) => {
  try {
    await pool.execute('DELETE FROM sessions WHERE sid = ?', [req.sid]);
    res.clearCookie('sid', cookie).json({ msg: 'Bye' });
  } catch (err) {
    next(err);
  }
};

exports.me = async (req, res, next) => {
  try {
    const [[me]] = await pool.execute('SELECT id, name, email, phone FROM users WHERE id = ?', [req.userId]);
    res.json(me);
  } catch (err) {
    next(err);
  }
};
