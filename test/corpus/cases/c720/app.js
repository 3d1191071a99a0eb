'use strict';

const Koa = require('koa');
const session = require('koa-session');
const body = require('koa-body').default;
const knex = require('knex')(require('./knexfile'));
const metrics = require('./lib/metrics');
const users = require('./lib/users')({ knex });
const logins = require('./lib/logins')({ knex });
const account = require('./lib/routes/account')({ logins, metrics, users });

const app = new Koa();
app.keys = process.env.KEYS.split(',');
app.use(session({ key: 'lib', maxAge: 86400000, sameSite: 'lax' }, app));
app.use(body());
app.use(account.routes()).use(account.allowedMethods());

app.listen(process.env.PORT || 5000);
