const jwt = require('jsonwebtoken');
const crypto = require('crypto');
const dayjs = require('dayjs');
const knex = require('../knex');

const ACCESS_MINUTES = 30;

const digest = (t) => crypto.createHash('sha256').update(t).digest('hex');

function accessToken(userId, refreshId) {
  return jwt.sign({ uid: userId, jti: refreshId }, process.env.ACCESS_SECRET, { expiresIn: `${ACCESS_MINUTES}m` });
}

async function issue(userId) {
  const refresh = crypto.randomBytes(48).toString('hex');
  const [{ id }] = await knex('refresh_tokens')
    .insert({ user_id: userId, digest: digest(refresh), expires_at: dayjs().add(14, 'day').toDate() })
    .returning('id');
  return { accessToken: accessToken(userId, String(id)), refreshToken: refresh };
}

async function exchange(refresh) {
  const row = await knex('refresh_tokens').where({ digest: digest(refresh), revoked_at: null }).where('expires_at', '>', new Date()).first();
  return row ? accessToken(row.user_id, String(row.id)) : null;
}

async function revoke(refresh) {
  return knex('refresh_tokens').where({ digest: digest(refresh) }).update({ revoked_at: new Date() });
}

function read(header) {
  const token = (header || '').replace(/^Bearer /, '');
  if (!token) return null;
  try {
    return jwt.verify(token, process.env.ACCESS_SECRET).uid;
  } catch (e) {
    return null;
  }
}

module.exports = { issue, exchange, revoke, read };
