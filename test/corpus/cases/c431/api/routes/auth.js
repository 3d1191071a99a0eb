const express = require('express');
const jwt = require('jsonwebtoken');
const { v4: uuidv4 } = require('uuid');
const User = require('../models/User');
const { loginValidation } = require('../validation');

const router = express.Router();
const SECRET = process.env.TOKEN_SECRET;

const makeToken = (user) =>
  jwt.sign({ id: user._id, role: user.role, jti: uuidv4() }, SECRET, { expiresIn: '30m' });

router.post('/login', async (req, res) => {
  const { error } = loginValidation(req.body);
  if (error) return res.status(400).send(error.details[0].message);

  const user = await User.findOne({ email: req.body.email });
  if (!user || !(await user.checkPassword(req.body.password))) {
    return res.status(400).send('Email or password is wrong');
  }
  res.header('auth-token', makeToken(user)).send({ name: user.name });
});

// the app calls this when it comes back from the background
router.post('/renew', async (req, res) => {
  const token = req.header('auth-token');
  if (!token) return res.status(401).send('Access Denied');

  let payload;
  try {
    payload = jwt.verify(token, SECRET, { ignoreExpiration: true });
  } catch (err) {
    return res.status(400).send('Invalid Token');
  }

  const user = await User.findById(payload.id);
  if (!user) return res.status(401).send('Access Denied');

  res.header('auth-token', makeToken(user)).send({ name: user.name });
});

module.exports = router;
