const router = require('express').Router();
const bcrypt = require('bcryptjs');
const jwt = require('jsonwebtoken');
const auth = require('../middleware/auth');
const jwtConfig = require('../config/jwt');
const { Account, RevokedToken } = require('../models');

router.post('/login', async (req, res, next) => {
  try {
    const account = await Account.findOne({ where: { email: req.body.email } });
    if (!account || !bcrypt.compareSync(req.body.password, account.passwordHash)) {
      return res.status(401).json({ message: 'Wrong e-mail or password' });
    }
    const token = jwt.sign({ accountId: account.id }, jwtConfig.secret, jwtConfig.signOptions());
    res.json({ token });
  } catch (err) {
    next(err);
  }
});

router.post('/logout', auth, async (req, res, next) => {
  try {
    await RevokedToken.upsert({ jti: req.auth.jti, expiresAt: new Date(req.auth.exp * 1000) });
    res.status(204).end();
  } catch (err) {
    next(err);
  }
});

module.exports = router;
