const express = require('express');
const { authUser, logoutUser } = require('../controllers/auth.controller');
const { protect } = require('../middleware/auth.middleware');

const router = express.Router();
router.post('/auth', authUser);
router.post('/logout', protect, logoutUser);

module.exports = router;
