const { revoke } = require('../services/denylist');

const handleLogout = async (req, res) => {
  await revoke(req.jti, req.exp);
  res.sendStatus(204);
};

module.exports = { handleLogout };
