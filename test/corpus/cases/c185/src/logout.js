const { endSession } = require('./store');

module.exports = async (req, res) => {
  await endSession(req);
  res.clearCookie('sid');
  res.sendStatus(204);
};
