const Customer = require('../models/customer');
const { hash } = require('../lib/crypto');

exports.login = async (req, res) => {
  const { token, customer } = await Customer.openSession(req.body);
  res.cookie('customer', token, { path: '/shop', httpOnly: true, sameSite: 'lax', secure: true });
  res.json(customer);
};

exports.logout = async (req, res) => {
  await Customer.updateOne({ 'sessions.hash': hash(req.cookies.customer) }, { $set: { sessions: [] } });
  res.cookie('customer', '', { path: '/shop', expires: new Date(0) });
  res.json({ ok: true });
};
