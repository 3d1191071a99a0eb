var session = require('express-session');
var RedisStore = require('connect-redis')(session);
var redis = require('redis');

module.exports = session({
  name: 'desk.sid',
  store: new RedisStore({ client: redis.createClient(process.env.REDIS_URL) }),
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { path: '/desk', httpOnly: true, secure: true },
});
