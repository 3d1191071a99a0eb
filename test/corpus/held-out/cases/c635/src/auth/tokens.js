const jwt = require('jsonwebtoken');
const ms = require('ms');

const { ACCESS_KEY, REFRESH_KEY } = process.env;
const REFRESH_AGE = ms('60d');

const pair = (session) => ({
  access: jwt.sign({ sid: session.id, typ: 'at' }, ACCESS_KEY, { subject: String(session.user), expiresIn: '15m' }),
  refresh: jwt.sign({ sid: session.id, typ: 'rt', n: session.counter }, REFRESH_KEY, { subject: String(session.user), expiresIn: '60d' }),
});

const readAccess = (t) => jwt.verify(t, ACCESS_KEY);
const readRefresh = (t) => jwt.verify(t, REFRESH_KEY);

module.exports = { pair, readAccess, readRefresh, REFRESH_AGE };
