const express = require('express');
const requireJwt = require('../middleware/jwt');
const { revoke } = require('../services/logout');
const reports = require('./reports');

const router = express.Router();

router.use(requireJwt);
router.use('/reports', reports);

router.post('/logout', async (req, res, next) => {
  try {
    await revoke(req.jwt);
    res.json({ status: 'logged out' });
  } catch (err) {
    next(err);
  }
});

module.exports = router;
