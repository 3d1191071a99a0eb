const db = require('../db');
const log = require('../log');

async function touch(sessionId) {
  await db('sessions').where({ id: sessionId }).update({ last_seen_at: db.fn.now() });
}

module.exports = function requireSession() {
  return async (req, res, next) => {
    try {
      const id = req.signedCookies.sid;
      if (!id) return res.status(401).json({ error: 'not signed in' });

      const session = await db('sessions')
        .join('users', 'users.id', 'sessions.user_id')
        .where('sessions.id', id)
        .whereNull('sessions.revoked_at')
        .andWhere('sessions.expires_at', '>', db.fn.now())
        .first('sessions.id as sid', 'users.id as userId', 'users.role');

      if (!session) return res.status(401).json({ error: 'session over' });

      try {
        await touch(session.sid);
      } catch (err) {
        // only used for the "devices" page
        log.warn({ err }, 'session: last_seen_at not updated');
      }

      req.session = session;
      next();
    } catch (err) {
      next(err);
    }
  };
};
