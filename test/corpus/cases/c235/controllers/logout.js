const bus = require('../lib/bus');

exports.logout = (req, res) => {
  bus.emit('logged-out', { session: req.sessionID });
  res.json({ ok: true });
};
