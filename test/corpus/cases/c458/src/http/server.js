'use strict';

const express = require('express');
const cookieParser = require('cookie-parser');
const buildRoutes = require('./routes');

module.exports = (container) => {
  const app = express();
  app.use(express.json());
  app.use(cookieParser());

  for (const { method, path, handler, before = [] } of buildRoutes(container)) {
    app[method](path, ...before, async (req, res, next) => {
      try {
        await handler(req, res);
      } catch (err) {
        next(err);
      }
    });
  }

  app.use((err, req, res, next) => {
    container.logger.error(err);
    res.status(err.status || 500).json({ error: err.expose ? err.message : 'Internal Server Error' });
  });

  return app;
};
