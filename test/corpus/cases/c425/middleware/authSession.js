const db = require('../models');

module.exports = (req, res, next) => {
  const id = req.cookies.sid;
  if (!id) return res.status(403).send({ message: 'No session provided!' });

  db.session
    .findByPk(id, { include: [db.user] })
    .then((session) => {
      if (!session || session.expiryDate < new Date()) {
        return res.status(401).send({ message: 'Unauthorized!' });
      }
      req.sessionId = id;
      req.userId = session.userId;
      next();
    })
    .catch(next);
};
