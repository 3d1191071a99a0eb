const { Router } = require('express');
const jwt = require('jsonwebtoken');
const config = require('config');
const tokens = require('../tokens');
const users = require('../users');

const router = Router();

function requireAccess(req, res, next) {
  const token = (req.headers.authorization || '').split(' ')[1];
  jwt.verify(token, config.get('jwt.access.secret'), (err, claims) => {
    if (err) return res.status(401).json({ error: 'unauthorized' });
    req.auth = claims;
    next();
  });
}

router.post('/login', async (req, res, next) => {
  try {
    const user = await users.authenticate(req.body.email, req.body.password);
    if (!user) return res.status(401).json({ error: 'unauthorized' });
    res.json(await tokens.issuePair(user));
  } catch (err) {
    next(err);
  }
});

router.post('/refresh', async (req, res) => {
  try {
    res.json(await tokens.rotate(req.body.refreshToken));
  } catch (err) {
    res.status(401).json({ error: 'please sign in' });
  }
});

router.post('/logout', requireAccess, async (req, res, next) => {
  try {
    await tokens.drop(req.auth.sid);
    res.status(204).end();
  } catch (err) {
    next(err);
  }
});

module.exports = { router, requireAccess };
