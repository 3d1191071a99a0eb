'use strict';

const express = require('express');
const Redis = require('ioredis');
const ms = require('ms');

const TTL = ms(process.env.SESSION_TTL || '12h') / 1000;
const redis = new Redis(process.env.REDIS_URL);
const sessions = require('./lib/sessions')({ redis, ttl: TTL });
const auth = require('./lib/auth')({ sessions, secret: process.env.JWT_SECRET, ttl: TTL });
const users = require('./lib/users');

const app = express();
app.use(express.json());
app.use('/session', require('./routes/session')({ auth, sessions, users }));
app.use('/projects', auth.guard, require('./routes/projects'));
app.use((err, req, res, next) => res.status(500).json({ error: 'internal' }));

module.exports = app;
