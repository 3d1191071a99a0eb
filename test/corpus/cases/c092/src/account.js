const { Router } = require('express');
const sessions = require('./sessions');

const router = Router();

router.get('/profile', async (req, res) => {
  res.json(await sessions.userOf(req.cookies.sid));
});

router.post('/logout', async (req, res) => {
  await sessions.destroy(req.cookies.sid);
  res.clearCookie('sid').sendStatus(204);
});

module.exports = router;
