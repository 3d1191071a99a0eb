const router = require('express').Router();
const bcrypt = require('bcrypt');
const { account: Account } = require('../models');

const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next);

const required = wrap(async (req, res, next) => {
  const token = (req.get('authorization') || '').replace(/^Bearer /, '');
  req.account = token ? await Account.fromToken(token) : null;
  if (!req.account) return res.status(401).json({ error: 'unauthorized' });
  next();
});

router.post('/login', wrap(async (req, res) => {
  const account = await Account.findOne({ where: { email: req.body.email } });
  if (!account || !(await bcrypt.compare(req.body.password, account.passwordHash))) {
    return res.status(401).json({ error: 'invalid login' });
  }
  res.json({ token: account.issueToken() });
}));

router.post('/logout', required, wrap(async (req, res) => {
  await req.account.rotateTokenKey();
  res.status(204).end();
}));

module.exports = { router, required };
