'use strict';

module.exports = ({ db }) => async (req, res, next) => {
  try {
    const row = await db('sessions')
      .join('users', 'users.id', 'sessions.user_id')
      .where('sessions.id', req.get('x-session') || '')
      .first('users.id', 'sessions.id as session_id');
    if (!row) return res.status(401).json({ error: 'log in first' });
    req.user = row;
    next();
  } catch (err) {
    next(err);
  }
};
