const jwt = require('jsonwebtoken');
const { ulid } = require('ulid');
const revoked = require('./revoked');

const key = process.env.JWT_KEY;

exports.sign = (person) => jwt.sign({ sub: person.id, jti: ulid() }, key, { expiresIn: '18h' });

exports.required = (req, res, next) => {
  const token = (req.headers.authorization || '').replace(/^bearer /i, '');
  jwt.verify(token, key, (err, claims) => {
    if (err || revoked.has(claims.jti)) return res.status(401).json({ error: 'sign in first' });
    req.claims = claims;
    next();
  });
};

exports.signOut = async (req, res, next) => {
  try {
    await revoked.revoke(req.claims.jti, req.claims.exp);
    res.status(204).end();
  } catch (err) {
    next(err);
  }
};
