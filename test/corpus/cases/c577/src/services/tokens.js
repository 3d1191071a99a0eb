const jwt = require('jsonwebtoken');

const { JWT_SECRET } = process.env;
const ISSUER = 'allotments';

exports.sign = (user) =>
  jwt.sign({ v: user.tokenVersion }, JWT_SECRET, { subject: String(user.id), issuer: ISSUER, expiresIn: '2h' });

exports.verify = (token) => {
  try {
    return jwt.verify(token, JWT_SECRET, { issuer: ISSUER, algorithms: ['HS256'] });
  } catch (err) {
    return null;
  }
};
