const express = require('express');
const authenticate = require('../lib/authenticate');
const { revoke } = require('../lib/revocation');
const { cookieOptions } = require('../lib/cookies');

const router = express.Router();

router.post('/logout', authenticate, async (req, res, next) => {
  try {
    // Stateless tokens do not go away with the cookie, so put this one on the list first.
    await revoke(req.user.jti, req.user.exp);
    res.clearCookie('token', cookieOptions);
    res.set('Cache-Control', 'no-store');
    res.json({ ok: true });
  } catch (err) {
    next(err);
  }
});

module.exports = router;
