const router = require('express').Router();
const passport = require('passport');
const jwt = require('jsonwebtoken');
const bcrypt = require('bcryptjs');
const Account = require('../../models/Account');
const validateLogin = require('../../validation/login');

router.post('/login', async (req, res, next) => {
  const { errors, isValid } = validateLogin(req.body);
  if (!isValid) return res.status(400).json(errors);
  try {
    const account = await Account.findOne({ email: req.body.email }).select('+password');
    if (!account || !(await bcrypt.compare(req.body.password, account.password))) {
      return res.status(400).json({ password: 'Password incorrect' });
    }
    const token = jwt.sign(account.claims(), process.env.SECRET_OR_KEY, { expiresIn: 3600 * 8 });
    return res.json({ success: true, token: 'JWT ' + token });
  } catch (e) {
    return next(e);
  }
});

router.post('/logout', passport.authenticate('jwt', { session: false }), async (req, res, next) => {
  try {
    await req.user.nextGeneration();
    res.set('Cache-Control', 'no-store');
    res.json({ success: true });
  } catch (e) {
    next(e);
  }
});

module.exports = router;
