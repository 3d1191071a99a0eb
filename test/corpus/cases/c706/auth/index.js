const crypto = require('crypto');
const express = require('express');
const jwt = require('jsonwebtoken');
const bcrypt = require('bcrypt');
const knex = require('../db/knex');
const settings = require('./settings');

const router = express.Router();
const digest = (t) => crypto.createHash('sha256').update(t).digest('hex');
const asyncHandler = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);

function access(userId, sid) {
  return jwt.sign({ uid: userId, sid }, settings.accessKey, { expiresIn: settings.ACCESS_TTL });
}

router.post('/token', asyncHandler(async (req, res) => {
  const user = await knex('users').where('email', req.body.email).first();
  if (!user || !(await bcrypt.compare(req.body.password, user.password_digest))) {
    return res.status(401).json({ error: 'invalid_grant' });
  }
  const refresh = crypto.randomBytes(40).toString('hex');
  const [sid] = await knex('refresh_tokens').insert({
    user_id: user.id,
    digest: digest(refresh),
    expires_at: new Date(Date.now() + settings.REFRESH_TTL * 1000),
  });
  res.json({ access_token: access(user.id, sid), refresh_token: refresh, expires_in: settings.ACCESS_TTL });
}));

router.post('/token/refresh', asyncHandler(async (req, res) => {
  const row = await knex('refresh_tokens')
    .where('digest', digest(String(req.body.refresh_token)))
    .andWhere('expires_at', '>', new Date())
    .first();
  if (!row) return res.status(401).json({ error: 'invalid_grant' });
  const refresh = crypto.randomBytes(40).toString('hex');
  await knex('refresh_tokens').where('id', row.id).update({ digest: digest(refresh) });
  res.json({ access_token: access(row.user_id, row.id), refresh_token: refresh, expires_in: settings.ACCESS_TTL });
}));

router.post('/logout', asyncHandler(async (req, res) => {
  await knex('refresh_tokens').where('digest', digest(String(req.body.refresh_token))).del();
  res.sendStatus(204);
}));

module.exports = router;
