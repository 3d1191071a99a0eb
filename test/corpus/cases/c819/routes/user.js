const express = require('express');
const router = express.Router();

const UserController = require('../controllers/user');
const checkAuth = require('../middleware/checkAuth');

router.post('/login', UserController.user_login);
router.post('/logout', checkAuth, UserController.user_logout);
router.delete('/:userId', checkAuth, UserController.user_delete);

module.exports = router;
