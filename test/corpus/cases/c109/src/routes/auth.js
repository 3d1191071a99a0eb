const Router = require('koa-router');
const { logout, login } = require('../controllers/auth');

const router = new Router();

router.post('/login', login);
router.get('/logout', logout);

module.exports = router;
