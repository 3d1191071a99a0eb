const express = require('express');
const passport = require('passport');
const { Page } = require('../models');

const router = express.Router();

function requireUser(req, res, next) {
  if (!req.user) return res.status(401).json({ error: 'LOGIN_REQUIRED' });
  next();
}

router.post('/login', passport.authenticate('local'), (req, res) => {
  res.json({ user: { id: req.user.id, name: req.user.name } });
});

router.get('/drafts', requireUser, (req, res, next) => {
  Page.find({ author: req.user.id, published: false })
    .sort('-updatedAt')
    .exec((err, pages) => (err ? next(err) : res.json(pages)));
});

router.post('/logout', requireUser, (req, res, next) => {
  const sid = req.sessionID;
  req.logout();
  req.sessionStore.destroy(sid, (err) => {
    if (err) return next(err);
    req.session = null;
    res.clearCookie('connect.sid', { path: '/' });
    res.set('Cache-Control', 'no-store');
    res.json({ ok: true });
  });
});

module.exports = router;
