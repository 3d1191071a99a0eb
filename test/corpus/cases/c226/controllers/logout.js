const RevokedToken = require('../models/RevokedToken');

exports.logout = async (req, res) => {
  await new RevokedToken({ jti: req.user.jti, expiresAt: new Date(req.user.exp * 1000) }).save();
  res.status(204).end();
};
