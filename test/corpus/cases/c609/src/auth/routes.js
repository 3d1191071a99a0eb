const express = require('express');
const db = require('../db');
const requireSession = require('./require-session');

const router = express.Router();
const cookie = { httpOnly: true, signed: true, secure: true, sameSite: 'lax', path: '/' };

router.use((req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
});

router.get('/devices', requireSession(), async (req, res, next) => {
  try {
    const rows = await db('sessions')
      .where({ user_id: req.session.userId })
      .whereNull('revoked_at')
      .select('id', 'user_agent', 'last_seen_at');
    res.json(rows.map((r) => ({ ...r, current: r.id === req.session.sid })));
  } catch (err) {
    next(err);
  }
});

router.delete('/current', requireSession(), async (req, res, next) => {
  try {
    await db('sessions').where({ id: req.session.sid }).update({ revoked_at: db.fn.now() });
    res.clearCookie('sid', cookie).status(204).end();
  } catch (err) {
    next(err);
  }
});

module.exports = router;
