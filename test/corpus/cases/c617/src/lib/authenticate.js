const jwt = require('jsonwebtoken');
const { isRevoked } = require('./revocation');

module.exports = async function authenticate(req, res, next) {
  const token = req.cookies.token;
  if (!token) return res.status(401).json({ error: 'Not logged in' });

  let payload;
  try {
    payload = jwt.verify(token, process.env.JWT_SECRET);
  } catch (err) {
    return res.status(401).json({ error: 'Invalid token' });
  }

  try {
    if (await isRevoked(payload.jti)) return res.status(401).json({ error: 'Logged out' });
  } catch (err) {
    return next(err);
  }

  req.user = { id: payload.sub, jti: payload.jti, exp: payload.exp };
  return next();
};
