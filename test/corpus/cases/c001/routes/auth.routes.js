const express = require('express');
const { authUser, logoutUser } = require('../controllers/auth.controller');

const router = express.Router();
router.post('/auth', authUser);
router.post('/logout', logoutUser);

module.exports = router;
