const express = require('express');
const { requireUser } = require('./requireUser');
const { logout, logoutAll } = require('./logout');

const router = express.Router();

router.post('/logout', requireUser, logout);
router.post('/logout/all', requireUser, logoutAll);

module.exports = router;
