'use strict';

const express = require('express');
const { JsonWebTokenError } = require('jsonwebtoken');

module.exports = ({ auth }) => {
  const router = express.Router();

  const authenticated = async (req, res, next) => {
    const match = /^Bearer (.+)$/.exec(req.headers.authorization || '');
    if (!match) return res.sendStatus(401);
    try {
      req.claims = await auth.check(match[1]);
    } catch (err) {
      return err instanceof JsonWebTokenError ? res.sendStatus(401) : next(err);
    }
    return next();
  };

  router.post('/login', async (req, res, next) => {
    try {
      const tokens = await auth.login(req.body.email, req.body.password);
      return tokens ? res.json(tokens) : res.sendStatus(401);
    } catch (err) {
      return next(err);
    }
  });

  router.post('/refresh', async (req, res, next) => {
    try {
      return res.json(await auth.rotate(req.body.refreshToken));
    } catch (err) {
      return err instanceof JsonWebTokenError ? res.sendStatus(401) : next(err);
    }
  });

  router.post('/revoke', authenticated, async (req, res, next) => {
    try {
      await auth.logout(req.claims);
      return res.sendStatus(204);
    } catch (err) {
      return next(err);
    }
  });

  return { router, authenticated };
};
