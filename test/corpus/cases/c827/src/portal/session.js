const crypto = require('crypto');
const knex = require('../knex');

const COOKIE = 'portal_session';
const WEEK = 7 * 24 * 60 * 60 * 1000;

const sha = (v) => crypto.createHash('sha256').update(v).digest('hex');

module.exports = {
  async start(res, customerId) {
    const id = crypto.randomBytes(32).toString('base64url');
    await knex('portal_sessions').insert({
      id_hash: sha(id),
      customer_id: customerId,
      expires_at: new Date(Date.now() + WEEK),
    });
    res.cookie(COOKIE, id, {
      path: '/portal',
      httpOnly: true,
      secure: process.env.NODE_ENV === 'production',
      sameSite: 'lax',
      maxAge: WEEK,
    });
  },

  async load(req) {
    const id = req.cookies[COOKIE];
    if (!id) return null;
    return knex('portal_sessions as s')
      .join('customers as c', 'c.id', 's.customer_id')
      .where('s.id_hash', sha(id))
      .andWhere('s.expires_at', '>', knex.fn.now())
      .first('c.id', 'c.company', 'c.email');
  },

  async end(req, res) {
    const id = req.cookies[COOKIE];
    if (id) {
      await knex('portal_sessions').where({ id_hash: sha(id) }).del();
    }
    res.clearCookie(COOKIE, { httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' });
  },
};
