const express = require('express');
const { body, validationResult } = require('express-validator');
const knex = require('../db/knex');
const requireLogin = require('../middleware/requireLogin');

const router = express.Router();

router.use(requireLogin);

router.get('/', async (req, res, next) => {
  try {
    const account = await knex('accounts').where({ id: req.session.accountId }).first('name', 'email', 'plan');
    res.set('Cache-Control', 'no-store').render('account', { account });
  } catch (e) {
    next(e);
  }
});

router.post('/email', body('email').isEmail().normalizeEmail(), async (req, res, next) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.status(422).render('account', { errors: errors.mapped() });
  try {
    await knex('accounts').where({ id: req.session.accountId }).update({ email: req.body.email });
    res.redirect('/account');
  } catch (e) {
    next(e);
  }
});

router.post('/logout', (req, res, next) => {
  const { accountId } = req.session;
  req.session.destroy((err) => {
    if (err) {
      req.log.error({ err, accountId }, 'session could not be destroyed');
      return next(err);
    }
    res.clearCookie('connect.sid');
    res.set('Cache-Control', 'no-store');
    res.redirect('/');
  });
});

module.exports = router;
