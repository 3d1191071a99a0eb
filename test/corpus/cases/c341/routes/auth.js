const router = require('express').Router();
const { login, logout, getMe } = require('../controllers/auth');
const isAuth = require('../middlewares/isAuth');

router.post('/login', login);
router.post('/logout', isAuth, logout);
router.get('/me', isAuth, getMe);

module.exports = router;
