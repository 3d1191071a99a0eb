const router = require('express').Router();
const authenticate = require('../middlewares/authenticate');
const ctrl = require('../controllers/auth.controller');

router.post('/login', ctrl.login);
router.post('/refresh-token', ctrl.refreshToken);
router.post('/logout', authenticate, ctrl.logout);

module.exports = router;
