const router = require('express').Router();
const auth = require('../middleware/auth');
const users = require('../controllers/users');

router.post('/users/login', users.login);
router.post('/users/logout', auth, users.logout);
router.get('/users/me', auth, users.me);

module.exports = router;
