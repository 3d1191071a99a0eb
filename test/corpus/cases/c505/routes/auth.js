const express = require('express');
const { handleLogin } = require('../controllers/authController');
const { handleRefresh } = require('../controllers/refreshController');
const loginLimiter = require('../middleware/loginLimiter');

const router = express.Router();

router.post('/login', loginLimiter, handleLogin);
router.get('/refresh', handleRefresh);

module.exports = router;
