const { Router } = require('express');
const logout = require('./logout');
const requireSession = require('./requireSession');

module.exports = Router().post('/auth/logout', requireSession, logout);
