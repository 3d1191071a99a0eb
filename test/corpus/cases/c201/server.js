const express = require('express');
const session = require('express-session');
const MySQLStore = require('express-mysql-session')(session);

const app = express();
app.use(session({ secret: process.env.SECRET, store: new MySQLStore({ host: 'db' }), resave: false, saveUninitialized: false }));
require('./routes/logout')(app);
app.listen(3000);
