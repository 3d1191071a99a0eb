'use strict';

const jwt = require('jsonwebtoken');
const { randomUUID } = require('crypto');

module.exports = ({ sessions, secret, ttl }) => ({
  async issue(user, meta) {
    const sid = randomUUID();
    await sessions.open(user.id, sid, meta);
    return jwt.sign({ role: user.role, sid }, secret, { subject: user.id, expiresIn: ttl, algorithm: 'HS256' });
  },

  async guard(req, res, next) {
    const [scheme, raw] = (req.headers.authorization || '').split(' ');
    if (scheme !== 'Bearer' || !raw) return res.status(401).json({ error: 'unauthorized' });

    let claims;
    try {
      claims = jwt.verify(raw, secret, { algorithms: ['HS256'] });
    } catch (e) {
      return res.status(401).json({ error: e.name === 'TokenExpiredError' ? 'expired' : 'unauthorized' });
    }

    try {
      if (!(await sessions.alive(claims.sub, claims.sid))) return res.status(401).json({ error: 'signed out' });
    } catch (e) {
      return next(e);
    }

    req.auth = { userId: claims.sub, sid: claims.sid, role: claims.role };
    return next();
  },
});
