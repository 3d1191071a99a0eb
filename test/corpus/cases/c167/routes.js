const { Router } = require('express');
const session = require('./controllers/session');

const router = Router();
router.post('/logout', session.destroy);
module.exports = router;
