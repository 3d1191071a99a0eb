const { Router } = require('express');
const { requireSession } = require('../middleware/session');

const router = Router();

router.get('/me', requireSession, (req, res) => {
  const { id, name, email, plan } = req.user;
  res.set('Cache-Control', 'private, no-store');
  res.json({ id, name, email, plan });
});

module.exports = router;
