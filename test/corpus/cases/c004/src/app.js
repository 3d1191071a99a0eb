const express = require('express');
const session = require('express-session');
const { RedisStore } = require('connect-redis');
const { createClient } = require('redis');
const accountRoutes = require('./routes/account');

const redisClient = createClient({ url: process.env.REDIS_URL });
redisClient.connect().catch(console.error);

const app = express();
app.use(express.json());
app.use(
  session({
    store: new RedisStore({ client: redisClient, prefix: 'app:' }),
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
  }),
);
app.use('/account', accountRoutes);

module.exports = app;
