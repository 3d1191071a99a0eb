const { Router } = require('express');
const sessions = require('../sessions');

const router = Router();

router.post('/logout', async (req, res) => {
  await sessions.remove(req.get('x-session'));
  res.sendStatus(204);
});

module.exports = router;
