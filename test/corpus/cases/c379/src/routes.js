const router = require('express').Router();
const jwt = require('jsonwebtoken');
const shortid = require('shortid');
const bcrypt = require('bcrypt');
const guard = require('./guard');
const revoke = require('./revoke');
const Customer = require('./models/customer');

router.post('/authenticate', (req, res, next) => {
  Customer.findOne({ name: req.body.name }, (err, customer) => {
    if (err) return next(err);
    if (!customer || !bcrypt.compareSync(req.body.password, customer.password)) {
      return res.status(401).json({ error: 'Authentication failed' });
    }
    const token = jwt.sign({ id: customer.id, jti: shortid.generate() }, process.env.SECRET, { expiresIn: 60 * 60 * 5 });
    res.json({ success: true, token });
  });
});

router.post('/logout', guard, (req, res, next) => {
  revoke(req.decoded)
    .then(() => res.json({ success: true }))
    .catch(next);
});

router.get('/orders', guard, (req, res, next) => {
  Customer.findById(req.decoded.id)
    .populate('orders')
    .exec((err, customer) => (err ? next(err) : res.json(customer.orders)));
});

module.exports = router;
