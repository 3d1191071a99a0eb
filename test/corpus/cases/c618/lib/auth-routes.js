'use strict';

const express = require('express');

module.exports = ({ db, hooks, authenticate }) => {
  const router = express.Router();

  router.post('/log_out', authenticate, async (req, res, next) => {
    const { session_id: sessionId, id } = req.user;
    try {
      await db('sessions').where({ id: sessionId }).delete();
      await hooks.emitAsync('user.logged_out', { id });
      res.set('Cache-Control', 'no-store').json({ logged_out: true });
    } catch (err) {
      next(err);
    }
  });

  router.get('/rights', authenticate, async (req, res, next) => {
    try {
      const rights = await db('rights').where({ user_id: req.user.id }).pluck('name');
      res.json({ rights });
    } catch (err) {
      next(err);
    }
  });

  return router;
};
