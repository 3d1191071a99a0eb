const express = require('express');
const crypto = require('crypto');
const bcrypt = require('bcryptjs');
const connection = require('../config/connection');

const router = express.Router();

// giriş kontrolü
router.use((req, res, next) => {
  const sid = req.cookies.sid;
  if (!sid) return next();
  connection.query(
    'SELECT u.id, u.username FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.sid = ? AND s.expires > NOW()',
    [sid],
    (err, rows) => {
      if (err) return next(err);
      req.user = rows[0];
      next();
    }
  );
});

router.post('/login', (req, res, next) => {
  connection.query('SELECT * FROM users WHERE username = ?', [req.body.username], (err, rows) => {
    if (err) return next(err);
    const user = rows[0];
    if (!user || !bcrypt.compareSync(req.body.password, user.password)) {
      return res.status(401).json({ success: false, message: 'Kullanıcı adı veya şifre yanlış' });
    }
    const sid = crypto.randomBytes(32).toString('hex');
    connection.query(
      'INSERT INTO sessions (sid, user_id, expires) VALUES (?, ?, DATE_ADD(NOW(), INTERVAL 1 DAY))',
      [sid, user.id],
      (err) => {
        if (err) return next(err);
        res.cookie('sid', sid, { httpOnly: true, sameSite: 'lax' });
        res.json({ success: true });
      }
    );
  });
});

router.post('/logout', (req, res) => {
  connection.query('DELETE FROM sessions WHERE sid = ?', [req.cookies.sid], (err, result) => {
    res.clearCookie('sid');
    res.json({ success: true });
  });
});

module.exports = router;
