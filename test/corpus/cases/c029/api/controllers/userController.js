const User = require('../models/User');

module.exports.logOut = async (req, res, next) => {
  try {
    if (!req.params.id) return res.json({ msg: 'User id is required ' });
    await User.findByIdAndUpdate(req.params.id, { isOnline: false, lastSeen: new Date() });
    return res.status(200).send();
  } catch (ex) {
    next(ex);
  }
};
