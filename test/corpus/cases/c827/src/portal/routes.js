const { Router } = require('express');
const bcrypt = require('bcrypt');
const knex = require('../knex');
const session = require('./session');

const router = Router();
const h = (fn) => (req, res, next) => fn(req, res, next).catch(next);

router.post('/login', h(async (req, res) => {
  const customer = await knex('customers').where({ email: req.body.email, portal_enabled: true }).first();
  const ok = customer && (await bcrypt.compare(req.body.password, customer.password));
  if (!ok) return res.status(401).render('portal/login', { error: true });
  await session.start(res, customer.id);
  res.redirect('/portal/tickets');
}));

router.post('/logout', h(async (req, res) => {
  await session.end(req, res);
  res.redirect(303, '/portal/login');
}));

router.use(h(async (req, res, next) => {
  req.customer = await session.load(req);
  if (!req.customer) return res.redirect('/portal/login');
  next();
}));

router.get('/tickets', h(async (req, res) => {
  const tickets = await knex('tickets').where({ customer_id: req.customer.id }).orderBy('updated_at', 'desc').limit(50);
  res.render('portal/tickets', { tickets, customer: req.customer });
}));

module.exports = router;
