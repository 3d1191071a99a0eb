const express = require('express');
const tokens = require('./tokens');
const users = require('./users');

async function requireUser(req, res, next) {
  const [, token] = (req.headers.authorization || '').match(/^Bearer (.+)$/) || [];
  let claims;
  try {
    claims = tokens.read(token);
  } catch (e) {
    return res.status(401).json({ error: 'token' });
  }
  try {
    if (await tokens.isRevoked(claims)) return res.status(401).json({ error: 'signed out' });
  } catch (e) {
    return next(e);
  }
  req.claims = claims;
  return next();
}

const router = express.Router();

router.use((req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
});

router.post('/login', async (req, res, next) => {
  try {
    const user = await users.check(req.body.email, req.body.password);
    if (!user) return res.status(401).json({ error: 'credentials' });
    return res.json({ token: tokens.issue(user) });
  } catch (e) {
    return next(e);
  }
});

router.post('/logout', requireUser, async (req, res, next) => {
  try {
    await tokens.revoke(req.claims);
    res.status(204).end();
  } catch (e) {
    next(e);
  }
});

module.exports = { router, requireUser };
