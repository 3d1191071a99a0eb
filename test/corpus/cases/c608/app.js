var express = require('express');
var bodyParser = require('body-parser');
var redis = require('redis');
var users = require('./lib/users');

var client = redis.createClient(process.env.REDIS_PORT || 6379, process.env.REDIS_HOST || '127.0.0.1');
var auth = require('./lib/auth')({ redis: client, users: users });

var app = express();
app.use(bodyParser.json());

app.post('/login', auth.login);
app.post('/logoff', auth.check, auth.logoff);
app.use('/reports', auth.check, require('./lib/reports'));

app.use(function (err, req, res, next) {
  console.error(err.stack);
  res.status(500).json({ error: 'Internal error' });
});

module.exports = app;
