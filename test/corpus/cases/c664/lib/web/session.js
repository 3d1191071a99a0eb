var session = require('express-session');
var RedisStore = require('connect-redis')(session);
var redis = require('redis');
var conf = require('../conf');

var client = redis.createClient(conf.redis.port, conf.redis.host);

client.on('error', function (err) {
  console.error('redis', err);
});

exports.cookieName = conf.cookie.name || 'kd.sid';
exports.cookiePath = conf.cookie.path || '/kundenbereich';

exports.middleware = session({
  name: exports.cookieName,
  store: new RedisStore({ client: client, ttl: 1800 }),
  secret: conf.cookie.secret,
  resave: false,
  rolling: true,
  saveUninitialized: false,
  cookie: { path: exports.cookiePath, httpOnly: true, secure: conf.cookie.secure, maxAge: 1800000 }
});
