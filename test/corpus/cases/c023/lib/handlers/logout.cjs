'use strict';

const sessions = require('../repositories/sessions.cjs');

exports.logout = async function logout(req, res) {
  const session = await sessions.findByToken(req.get('x-session-token'));
  if (!session) {
    return res.status(404).json({ error: 'no such session' });
  }
  const user = await sessions.ownerOf(session);
  console.log('%s logged out at %s', user.login, new Date().toISOString());
  return res.json({ ok: true, user: user.login });
};
