import { rule } from '../../../../test/support/lint.ts';

rule('jwt-too-long', {
  wrong: {
    'moment exp': `const jwt = require('jwt-simple'); const moment = require('moment');
exports.createToken = function (user) { const payload = { sub: user._id, iat: moment().unix(), exp: moment().add(14, 'days').unix() }; return jwt.encode(payload, process.env.SECRET); };`,
    'mean stack setDate': `const jwt = require('jsonwebtoken');
userSchema.methods.generateJwt = function () {
  var expiry = new Date();
  expiry.setDate(expiry.getDate() + 7);
  return jwt.sign({ _id: this._id, email: this.email, exp: parseInt(expiry.getTime() / 1000) }, process.env.JWT_SECRET);
};`,
    luxon: `import { SignJWT } from 'jose'; import { DateTime } from 'luxon';
export const issue = (userId) => new SignJWT({ userId }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(DateTime.now().plus({ weeks: 2 }).toUnixInteger()).sign(key);`,
    'jose date': `import { SignJWT } from 'jose';
export async function createSession(userId) { const expiresAt = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000); const session = await new SignJWT({ userId, expiresAt }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime(expiresAt).sign(key); return session; }`,
    'date-fns': `import jwt from 'jsonwebtoken'; import { addMonths, getUnixTime } from 'date-fns';
export const token = (user) => jwt.sign({ uid: user.id, exp: getUnixTime(addMonths(new Date(), 1)) }, SECRET);`,
    'now function': `import { sign } from 'hono/jwt';
const now = () => Math.floor(Date.now() / 1000);
const WEEK = 60 * 60 * 24 * 7;
export const issue = (id, env) => sign({ sub: id, exp: now() + WEEK }, env.SECRET);`,
    'ms in exp': `const jwt = require('jsonwebtoken');
exports.make = (u) => jwt.sign({ id: u.id, exp: Date.now() + 3600 * 1000 }, S);`,
    'ms lib': `import jwt from 'jsonwebtoken'; import ms from 'ms';
export const make = (u) => jwt.sign({ id: u.id, exp: Math.floor((Date.now() + ms('30d')) / 1000) }, S);`,
  },
  right: {
    'moment exp short': `const jwt = require('jwt-simple'); const moment = require('moment');
exports.createToken = function (user) { const payload = { sub: user._id, iat: moment().unix(), exp: moment().add(30, 'minutes').unix() }; return jwt.encode(payload, process.env.SECRET); };`,
    'mean stack setMinutes': `const jwt = require('jsonwebtoken');
userSchema.methods.generateJwt = function () {
  var expiry = new Date();
  expiry.setMinutes(expiry.getMinutes() + 20);
  return jwt.sign({ _id: this._id, email: this.email, exp: parseInt(expiry.getTime() / 1000) }, process.env.JWT_SECRET);
};`,
    'date-fns minutes': `import jwt from 'jsonwebtoken'; import { addMinutes, getUnixTime } from 'date-fns';
export const token = (user) => jwt.sign({ uid: user.id, exp: getUnixTime(addMinutes(new Date(), 15)) }, SECRET);`,
  },
});
