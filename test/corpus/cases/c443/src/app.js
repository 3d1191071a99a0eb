'use strict';

const express = require('express');
const knex = require('knex')(require('../knexfile'));
const createAuth = require('./auth');
const people = require('./people')(knex);

const app = express();
const auth = createAuth({ knex, secret: process.env.SECRET });

app.use(express.json());
app.post('/sign-in', async (req, res, next) => {
  try {
    const user = await people.check(req.body.email, req.body.password);
    if (!user) return res.status(401).end();
    res.json({ token: auth.grant(user) });
  } catch (err) {
    next(err);
  }
});
app.post('/sign-off', auth.guard, auth.end);
app.use('/documents', auth.guard, require('./documents')(knex));

setInterval(() => auth.sweep().catch(console.error), 3600 * 1000);

module.exports = app;
