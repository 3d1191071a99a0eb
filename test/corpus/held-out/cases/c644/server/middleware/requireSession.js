const crypto = require('crypto');
const db = require('../db');

module.exports = async function requireSession(req, res, next) {
  try {
    const [scheme, token] = (req.get('authorization') || '').split(' ');
    if (scheme !== 'Bearer' || !token) return res.sendStatus(401);
    const hash = crypto.createHash('sha256').update(token).digest('hex');
    const session = await db('sessions')
      .where({ token_hash: hash })
      .andWhere('expires_at', '>', db.fn.now())
      .first();
    if (!session) return res.sendStatus(401);
    req.session = session;
    next();
  } catch (err) {
    next(err);
  }
};
