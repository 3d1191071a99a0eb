'use strict';

const jwt = require('jsonwebtoken');
const { v4: uuid } = require('uuid');

module.exports = function createAuth({ knex, secret, clock = Date }) {
  const lifetime = 90 * 60;

  function grant(user) {
    return jwt.sign({ user: user.id, groups: user.groups }, secret, {
      expiresIn: lifetime,
      jwtid: uuid(),
    });
  }

  async function guard(req, res, next) {
    const header = req.headers.authorization;
    if (!header || !header.startsWith('Bearer ')) return res.status(401).json({ error: 'token required' });

    let claims;
    try {
      claims = jwt.verify(header.slice(7), secret);
    } catch (err) {
      return res.status(401).json({ error: err.message });
    }

    try {
      const hit = await knex('ended_tokens').where({ jti: claims.jti }).first('jti');
      if (hit) return res.status(401).json({ error: 'token ended' });
    } catch (err) {
      req.log.error(err);
      return res.status(503).json({ error: 'try again later' });
    }

    req.claims = claims;
    return next();
  }

  async function end(req, res, next) {
    try {
      await knex('ended_tokens')
        .insert({ jti: req.claims.jti, until: new Date(req.claims.exp * 1000) })
        .onConflict('jti')
        .ignore();
      res.status(204).end();
    } catch (err) {
      next(err);
    }
  }

  const sweep = () => knex('ended_tokens').where('until', '<', new clock()).del();

  return { grant, guard, end, sweep };
};
