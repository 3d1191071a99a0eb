import session, { type CookieOptions } from 'express-session';
import pgSession from 'connect-pg-simple';
import { pool } from '../db';

export const SESSION_NAME = 'sid';
export const sessionCookie: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

const Store = pgSession(session);

export const sessions = session({
  name: SESSION_NAME,
  store: new Store({ pool, tableName: 'http_sessions' }),
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  cookie: { ...sessionCookie, maxAge: 12 * 60 * 60 * 1000 },
});
