const express = require('express');
const authController = require('./../controllers/authController');

const router = express.Router();
router.get('/logout', authController.logout);
router.use(authController.protect);

module.exports = router;
