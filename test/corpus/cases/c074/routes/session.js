const { Router } = require('express');
const { setSession } = require('../lib/cookies');
const store = require('../lib/store');

const router = Router();

router.post('/session', async (req, res) => {
  const sid = await store.open(req.body.email, req.body.password);
  setSession(res, sid);
  res.sendStatus(201);
});

router.delete('/session', async (req, res) => {
  await store.destroy(req.cookies.sid);
  res.clearCookie('sid', { httpOnly: true, secure: true, sameSite: 'lax' });
  res.sendStatus(204);
});

module.exports = router;
