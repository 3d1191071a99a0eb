const express = require('express');
const session = require('express-session');
const MySQLStore = require('express-mysql-session')(session);
const nocache = require('nocache');
const pool = require('./db');

const app = express();
app.set('trust proxy', 1);
app.use(express.json());
app.use(nocache());
app.use(
  session({
    name: 'sid',
    secret: process.env.SESSION_SECRET,
    store: new MySQLStore({ createDatabaseTable: true }, pool),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, secure: true, sameSite: 'lax', maxAge: 4 * 3600 * 1000 },
  })
);
app.use('/account', require('./routes/account'));

module.exports = app;
