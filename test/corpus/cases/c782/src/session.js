import session from 'express-session';
import SequelizeStore from 'connect-session-sequelize';
import { sequelize } from './db.js';

const Store = SequelizeStore(session.Store);

export const sessions = session({
  name: 'idp.sid',
  store: new Store({ db: sequelize, tableName: 'idp_sessions' }),
  secret: process.env.IDP_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { path: '/', httpOnly: true, secure: true, sameSite: 'lax' },
});

export const destroySession = (req) =>
  new Promise((resolve, reject) => req.session.destroy((err) => (err ? reject(err) : resolve())));
