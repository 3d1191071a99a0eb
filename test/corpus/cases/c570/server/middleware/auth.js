const Session = require('../models/Session');

module.exports = async (req, res, next) => {
  try {
    const sid = req.cookies.sid;
    if (!sid) return res.status(401).json({ msg: 'No session, authorization denied' });
    const session = await Session.findById(sid).populate('user', '-password');
    if (!session || session.expiresAt < new Date()) {
      return res.status(401).json({ msg: 'Session is not valid' });
    }
    req.user = session.user;
    req.sid = sid;
    next();
  } catch (err) {
    console.error(err.message);
    res.status(500).send('Server Error');
  }
};
