const { bus, LOGGED_OUT } = require('../lib/bus');

exports.logout = (req, res) => {
  bus.emit(LOGGED_OUT, { session: req.sessionID });
  res.json({ ok: true });
};
