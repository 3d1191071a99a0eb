const express = require('express');
const jwt = require('jsonwebtoken');

const app = express();
const blacklistedTokens = new Set();

const authenticate = (req, res, next) => {
  const token = req.headers.authorization && req.headers.authorization.split(' ')[1];
  if (!token || blacklistedTokens.has(token)) return res.sendStatus(401);
  jwt.verify(token, process.env.JWT_SECRET, (err, user) => {
    if (err) return res.sendStatus(403);
    req.user = user;
    next();
  });
};

app.post('/logout', authenticate, (req, res) => {
  const token = req.headers.authorization.replace('Bearer ', '');
  blacklistedTokens.add(token);
  res.json({ message: 'Logged out' });
});

app.listen(3000);
