const db = require('../models');
const { ROLES } = db;

exports.allAccess = (req, res) => res.status(200).send('Public Content.');

exports.assignRole = (req, res, next) => {
  if (!ROLES.includes(req.body.role)) return res.status(400).send({ message: 'Unknown role' });
  db.user
    .update({ role: req.body.role }, { where: { id: req.params.id } })
    .then(() => res.sendStatus(204))
    .catch(next);
};

exports.signout = (req, res, next) => {
  db.session
    .destroy({ where: { id: req.sessionId } })
    .then((n) => {
      res.clearCookie('sid', { path: '/', httpOnly: true });
      res.set('Cache-Control', 'no-store');
      res.status(200).send({ message: n ? "You've been signed out!" : 'You were signed out already.' });
    })
    .catch(next);
};
