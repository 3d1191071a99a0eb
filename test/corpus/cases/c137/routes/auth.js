const express = require('express');
const jwt = require('jsonwebtoken');
const redis = require('../redis');
const auth = require('../middleware/auth');
const User = require('../models/User');

const router = express.Router();

router.post('/login', async (req, res) => {
  const user = await User.authenticate(req.body.email, req.body.password);
  const accessToken = jwt.sign({ id: user.id }, process.env.ACCESS_SECRET, { expiresIn: '15m' });
  const refreshToken = jwt.sign({ id: user.id }, process.env.REFRESH_SECRET, { expiresIn: '7d' });
  res.json({ accessToken, refreshToken });
});

router.post('/refresh', async (req, res) => {
  try {
    const { id } = jwt.verify(req.body.refreshToken, process.env.REFRESH_SECRET);
    const user = await User.findById(id);
    if (!user) return res.sendStatus(401);
    return res.json({ accessToken: jwt.sign({ id }, process.env.ACCESS_SECRET, { expiresIn: '15m' }) });
  } catch {
    return res.sendStatus(401);
  }
});

router.post('/logout', auth, async (req, res) => {
  await redis.setEx(`bl:${req.token}`, 15 * 60, '1');
  res.json({ message: 'Logged out' });
});

module.exports = router;
