const { expressjwt } = require('express-jwt');
const { Account } = require('../models');

const checkJwt = expressjwt({
  secret: process.env.JWT_SECRET,
  algorithms: ['HS256'],
  audience: 'crm',
  requestProperty: 'token',
});

async function attachAccount(req, res, next) {
  try {
    const account = await Account.findByPk(req.token.accountId, { attributes: ['id', 'name', 'plan'] });
    if (!account) return res.status(401).json({ message: 'Unknown account' });
    req.account = account;
    return next();
  } catch (err) {
    return next(err);
  }
}

module.exports = [checkJwt, attachAccount];
