const { Router } = require('express');
const { requireSession } = require('../middleware/session');

const router = Router();

router.get('/me', requireSession, (req, res) => {
  const { id, name, email, plan } = req.user;
  res.json({ id, name, email, plan });
});

module.exports = router;
