const express = require('express');
const bearerToken = require('express-bearer-token');
const helmet = require('helmet');
const NodeCache = require('node-cache');
const jwt = require('jsonwebtoken');
const crew = require('./crew');

const app = express();
const ended = new NodeCache({ stdTTL: 6 * 60 * 60, checkperiod: 300 });
const { JWT_SECRET } = process.env;

app.use(helmet());
app.use(express.json());
app.use(bearerToken({ headerKey: 'Bearer' }));

app.use((req, res, next) => {
  if (req.token) req.headers.authorization = req.token;
  next();
});

function onBoard(req, res, next) {
  const token = req.token;
  if (!token || ended.has(token)) return res.status(401).json({ message: 'please board first' });
  try {
    req.crew = jwt.verify(token, JWT_SECRET);
  } catch (e) {
    return res.status(401).json({ message: 'please board first' });
  }
  return next();
}

app.post('/login', (req, res) => {
  const member = crew.login(req.body.badge, req.body.code);
  if (!member) return res.status(401).json({ message: 'unknown badge' });
  res.json({ token: jwt.sign({ badge: member.badge, rank: member.rank, iat: Date.now() / 1000 }, JWT_SECRET, { expiresIn: '6h' }) });
});

app.post('/logout', onBoard, (req, res) => {
  ended.set(req.headers.authorization, true);
  res.status(204).end();
});

app.get('/roster', onBoard, (req, res) => {
  res.json(crew.roster(req.crew.rank));
});

module.exports = app;
