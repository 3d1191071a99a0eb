const { Router } = require('express');
const { clearSession, setSession } = require('../lib/cookies');
const redis = require('../lib/redis');
const sessions = require('../lib/sessions');

const router = Router();

router.post('/session', async (req, res) => {
  setSession(res, await sessions.open(req.body));
  res.sendStatus(201);
});

router.delete('/session', async (req, res) => {
  await redis.del(`sid:${req.cookies.sid}`);
  clearSession(res);
  res.sendStatus(204);
});

module.exports = router;
