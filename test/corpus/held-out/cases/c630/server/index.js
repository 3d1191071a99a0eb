require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { createClient } = require('redis');
const { RedisStore } = require('connect-redis');
const helmet = require('helmet');

const app = express();
const redisClient = createClient({ url: process.env.REDIS_URL });
redisClient.connect().catch(console.error);

app.use(helmet());
app.use(express.json());
app.use(
  session({
    store: new RedisStore({ client: redisClient, prefix: 'shop:' }),
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true, httpOnly: true, sameSite: 'strict' },
  })
);

app.use('/api/auth', require('./api/auth'));
app.use('/api/products', require('./api/products'));

app.listen(process.env.PORT || 5000);
