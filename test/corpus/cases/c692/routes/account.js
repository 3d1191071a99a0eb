const router = require('express').Router();
const bcrypt = require('bcrypt');
const jwt = require('jsonwebtoken');
const pool = require('../db').promise();
const mailer = require('../mailer');

const SECRET = process.env.MAIL_TOKEN_SECRET;

function loginRequired(req, res, next) {
  if (!req.session.userId) return res.status(401).json({ error: 'login required' });
  next();
}

router.post('/register', async (req, res, next) => {
  try {
    const hash = await bcrypt.hash(req.body.password, 12);
    const [r] = await pool.query('INSERT INTO users (email, password, confirmed) VALUES (?, ?, 0)', [req.body.email, hash]);
    const token = jwt.sign({ uid: r.insertId, use: 'confirm' }, SECRET, { expiresIn: '2d' });
    await mailer.send(req.body.email, 'confirm', { link: `${process.env.BASE_URL}/account/confirm/${token}` });
    res.status(201).json({ ok: true });
  } catch (e) {
    next(e);
  }
});

router.get('/confirm/:token', async (req, res, next) => {
  try {
    const { uid, use } = jwt.verify(req.params.token, SECRET);
    if (use !== 'confirm') return res.status(400).send('Invalid link');
    await pool.query('UPDATE users SET confirmed = 1 WHERE id = ?', [uid]);
    res.redirect('/login?confirmed=1');
  } catch (e) {
    if (e.name === 'JsonWebTokenError' || e.name === 'TokenExpiredError') return res.status(400).send('Link expired');
    next(e);
  }
});

router.post('/forgot', async (req, res, next) => {
  try {
    const [[user]] = await pool.query('SELECT id, email, password FROM users WHERE email = ?', [req.body.email]);
    if (user) {
      // the old hash is part of the key: the link dies with the first use
      const token = jwt.sign({ uid: user.id, use: 'reset' }, SECRET + user.password, { expiresIn: '30m' });
      await mailer.send(user.email, 'reset', { link: `${process.env.BASE_URL}/reset/${user.id}/${token}` });
    }
    res.json({ ok: true });
  } catch (e) {
    next(e);
  }
});

router.post('/reset/:id/:token', async (req, res, next) => {
  try {
    const [[user]] = await pool.query('SELECT id, password FROM users WHERE id = ?', [req.params.id]);
    if (!user) return res.status(400).json({ error: 'invalid link' });
    try {
      jwt.verify(req.params.token, SECRET + user.password);
    } catch (e) {
      return res.status(400).json({ error: 'invalid link' });
    }
    const hash = await bcrypt.hash(req.body.password, 12);
    await pool.query('UPDATE users SET password = ? WHERE id = ?', [hash, user.id]);
    res.json({ ok: true });
  } catch (e) {
    next(e);
  }
});

router.post('/login', async (req, res, next) => {
  try {
    const [[user]] = await pool.query('SELECT * FROM users WHERE email = ? AND confirmed = 1', [req.body.email]);
    if (!user || !(await bcrypt.compare(req.body.password, user.password))) {
      return res.status(401).json({ error: 'wrong e-mail or password' });
    }
    req.session.regenerate((err) => {
      if (err) return next(err);
      req.session.userId = user.id;
      res.json({ id: user.id });
    });
  } catch (e) {
    next(e);
  }
});

router.post('/logout', loginRequired, (req, res, next) => {
  req.session.destroy((err) => {
    if (err) return next(err);
    res.clearCookie('sid');
    res.json({ ok: true });
  });
});

router.get('/me', loginRequired, async (req, res, next) => {
  try {
    const [[user]] = await pool.query('SELECT id, email FROM users WHERE id = ?', [req.session.userId]);
    res.json(user);
  } catch (e) {
    next(e);
  }
});

module.exports = router;
