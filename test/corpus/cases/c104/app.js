const express = require('express');
const session = require('express-session');
const PgStore = require('connect-pg-simple')(session);
const routes = require('./routes');

const app = express();
app.use(session({ store: new PgStore(), secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.use(routes);
app.listen(3000);
