'use strict';

const { Router } = require('express');

module.exports = ({ auth, sessions, users }) => {
  const r = Router();

  r.post('/', async (req, res, next) => {
    try {
      const user = await users.check(req.body.login, req.body.password);
      if (!user) return res.status(401).json({ error: 'wrong login' });
      res.status(201).json({ token: await auth.issue(user, { ip: req.ip }) });
    } catch (e) {
      next(e);
    }
  });

  r.delete('/', auth.guard, async (req, res, next) => {
    try {
      await sessions.close(req.auth.userId, req.auth.sid);
      res.set('Cache-Control', 'no-store').sendStatus(204);
    } catch (e) {
      next(e);
    }
  });

  return r;
};
