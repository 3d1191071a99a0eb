const crypto = require('crypto');
const bcrypt = require('bcryptjs');
const express = require('express');
const db = require('../db');
const requireSession = require('../middleware/requireSession');

const router = express.Router();
const digest = (t) => crypto.createHash('sha256').update(t).digest('hex');

router.post('/sessions', async (req, res, next) => {
  try {
    const { email, password } = req.body;
    const user = await db('users').where({ email: String(email).toLowerCase() }).first();
    if (!user || !(await bcrypt.compare(password, user.password_hash))) {
      return res.status(401).json({ error: 'Wrong e-mail or password' });
    }
    const token = crypto.randomBytes(32).toString('base64url');
    await db('sessions').insert({
      token_hash: digest(token),
      user_id: user.id,
      user_agent: req.get('user-agent'),
      expires_at: db.raw("now() + interval '7 days'"),
    });
    res.set('Cache-Control', 'no-store').status(201).json({ token, user: { id: user.id, name: user.name } });
  } catch (err) {
    next(err);
  }
});

router.delete('/sessions/current', requireSession, async (req, res, next) => {
  try {
    await db('sessions').where({ id: req.session.id }).del();
    res.set('Cache-Control', 'no-store').status(204).end();
  } catch (err) {
    next(err);
  }
});

module.exports = router;
