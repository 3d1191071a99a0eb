const { Router } = require('express');
const cookieParser = require('cookie-parser');
const withSession = require('./withSession');
const { closeAll, closeOne } = require('./logout');

const api = Router();

api.use(cookieParser(process.env.COOKIE_SECRET));
api.delete('/sessions/current', withSession, closeOne);
api.delete('/sessions', withSession, closeAll);
api.use('/campaigns', withSession, require('./campaigns'));

module.exports = api;
