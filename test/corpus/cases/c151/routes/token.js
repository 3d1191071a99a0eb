const express = require('express');
const jwt = require('jsonwebtoken');
const sessions = require('../sessions');

const router = express.Router();

router.post('/token/renew', async (req, res) => {
  const old = req.headers.authorization?.split(' ')[1];
  let claims;
  try {
    claims = jwt.verify(old, process.env.JWT_SECRET, { ignoreExpiration: true });
  } catch (err) {
    return res.status(401).json({ message: 'Invalid token' });
  }
  const session = await sessions.findLive(claims.sid);
  if (!session || session.refresh !== req.cookies.refresh) return res.status(401).json({ message: 'Signed out' });
  const token = jwt.sign({ sub: session.userId, sid: session.id }, process.env.JWT_SECRET, { expiresIn: '1h' });
  return res.json({ token });
});

module.exports = router;
