const jwt = require('jsonwebtoken');
const Sperrliste = require('../models/Sperrliste');

module.exports = async function pruefen(req, res, next) {
  const kopf = req.headers.authorization || '';
  const token = kopf.startsWith('Bearer ') ? kopf.slice(7) : null;
  if (!token) return res.status(401).json({ fehler: 'nicht angemeldet' });

  let auth;
  try {
    auth = jwt.verify(token, process.env.JWT_GEHEIMNIS, { algorithms: ['HS256'] });
  } catch (e) {
    return res.status(401).json({ fehler: 'Token ungültig' });
  }

  try {
    if (await Sperrliste.exists({ jti: auth.jti })) {
      return res.status(401).json({ fehler: 'abgemeldet' });
    }
  } catch (e) {
    return next(e);
  }
  req.auth = auth;
  next();
};
