const { remember: refuseFromNowOn } = require('../utils/blacklist');

module.exports = (req, res) => {
  refuseFromNowOn(req.token);
  res.sendStatus(204);
};
