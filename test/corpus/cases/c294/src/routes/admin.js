const { Router } = require('express');
const adminSession = require('../controllers/AdminSessionController');

const router = Router();
router.post('/admin/logout', adminSession.logout);
module.exports = router;
