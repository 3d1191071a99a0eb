const Sperrliste = require('../models/Sperrliste');

/**
 * JWTs sind zustandslos (stateless) und laufen von selbst ab. Damit eine Abmeldung trotzdem sofort wirkt,
 * merken wir uns die jti bis zum Ablauf; danach räumt der TTL-Index von MongoDB auf.
 */
module.exports = async function abmelden(req, res, next) {
  const { jti, exp } = req.auth;
  try {
    // the token will expire by itself later, until then it is blocked
    await Sperrliste.updateOne({ jti }, { $setOnInsert: { ablauf: new Date(exp * 1000) } }, { upsert: true });
    res.set('Cache-Control', 'no-store');
    res.status(204).end();
  } catch (err) {
    next(err);
  }
};
