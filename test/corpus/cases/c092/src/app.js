const express = require('express');
const nocache = require('nocache');
const cookieParser = require('cookie-parser');
const account = require('./account');

const app = express();
app.use(nocache());
app.use(cookieParser());
app.use('/account', account);

module.exports = app;
