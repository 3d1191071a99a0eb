import { expect, it } from 'vitest';
import { findingsIn, rule } from '../../../test/support/lint.ts';
import { applyFixes } from '../fix.ts';

const JWT = "const jwt = require('jsonwebtoken'); const S = process.env.SECRET;";
const NEST =
  "import { JwtService } from '@nestjs/jwt'; class Auth { constructor(private jwt: JwtService) {} login(u) { return this.jwt.sign({ sub: u.id }); } }";

rule('jwt-no-expiry', {
  wrong: {
    'no options': `${JWT} exports.make = (id) => jwt.sign({ id }, S);`,
    'options without it': `${JWT} const options = { issuer: 'me' }; exports.make = (id) => jwt.sign({ id }, S, options);`,
    'a callback in the place of options': `${JWT} jwt.sign({ id: 1 }, S, (error, token) => send(token));`,
    'a named import, promisified':
      "import { sign } from 'jsonwebtoken'; const make = promisify(sign); export const a = () => sign({ id: 1 }, key);",
    jose: "import { SignJWT } from 'jose'; export const make = (id) => new SignJWT({ id }).setIssuedAt().sign(key);",
    'a module of NestJS without a default': {
      'a.ts': NEST,
      'm.ts': "import { JwtModule } from '@nestjs/jwt'; JwtModule.register({ secret: 's' });",
    },
    'jwt-simple': "const jwt = require('jwt-simple'); exports.make = (id) => jwt.encode({ sub: id }, key);",
  },
  right: {
    expiresIn: `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: '15m' });`,
    'expiresIn from the environment': `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: process.env.TTL });`,
    'an exp claim': `${JWT} exports.make = (id) => jwt.sign({ id, exp: Math.floor(Date.now() / 1000) + 60 }, S);`,
    'options that cannot be seen': `${JWT} exports.make = (id, options) => jwt.sign({ id }, S, options);`,
    'options of another file': {
      'a.js': `${JWT} const { options } = require('./o'); exports.make = (id) => jwt.sign({ id }, S, options);`,
      'o.js': "exports.options = { expiresIn: '1h' };",
    },
    'a payload that cannot be seen': `${JWT} exports.make = (payload) => jwt.sign(payload, S);`,
    setExpirationTime:
      "import { SignJWT } from 'jose'; export const make = (id) => new SignJWT({ id }).setExpirationTime('5m').sign(key);",
    'a default of the module': {
      'a.ts': NEST,
      'm.ts':
        "import { JwtModule } from '@nestjs/jwt'; JwtModule.register({ secret: 's', signOptions: { expiresIn: '60s' } });",
    },
    'a module that is not there': { 'a.ts': NEST },
    'another sign':
      "const crypto = require('crypto'); exports.a = (k) => crypto.createSign('x').update('y').sign(k);",
  },
});

rule('jwt-no-revocation-handle', {
  wrong: {
    'an id alone': `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: '15m' });`,
    'a refresh token': `${JWT} const refreshToken = jwt.sign({ sub: user.id }, process.env.REFRESH, { expiresIn: '7d' });`,
    jose: "import { SignJWT } from 'jose'; export const make = (userId) => new SignJWT({ userId }).setExpirationTime('5m').sign(key);",
    NestJS: { 'a.ts': NEST },
  },
  right: {
    jti: `${JWT} exports.make = (id) => jwt.sign({ id, jti: uuid() }, S, { expiresIn: '15m' });`,
    'jwtid among the options': `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: '15m', jwtid: uuid() });`,
    'jti by the builder':
      "import { SignJWT } from 'jose'; export const make = (userId) => new SignJWT({ userId }).setJti(uuid()).setExpirationTime('5m').sign(key);",
    'a session': `${JWT} const payload = { sub: id, sessionId }; exports.t = jwt.sign(payload, S, { expiresIn: '15m' });`,
    'a claim that is added later': `${JWT} function make(id) { const payload = { id }; payload.jti = uuid(); return jwt.sign(payload, S, { expiresIn: '5m' }); }`,
    'a version': `${JWT} exports.t = (u) => jwt.sign({ id: u.id, tokenVersion: u.tokenVersion }, S, { expiresIn: '15m' });`,
    'the key of a keystore': `${JWT} exports.t = (u) => jwt.sign({ sub: u.id, prm: key }, S, { expiresIn: '15m' });`,
    'a secret of each user': `${JWT} exports.t = (user) => jwt.sign({ id: user.id }, user.secret, { expiresIn: '15m' });`,
    'a token that is stored': `${JWT} exports.login = async (user) => { const token = jwt.sign({ id: user.id }, S, { expiresIn: '5m' }); user.tokens.push({ token }); await user.save(); };`,
    'a denylist of whole tokens': `${JWT} exports.t = (id) => jwt.sign({ id }, S, { expiresIn: '15m' }); exports.a = (t) => redis.get('blacklist:' + t);`,
    'a token for one act': `${JWT} const resetToken = jwt.sign({ id: user.id }, S, { expiresIn: '1h' });`,
    'a payload that cannot be seen': `${JWT} exports.t = (payload) => jwt.sign(payload, S, { expiresIn: '1h' });`,
  },
});

rule('jwt-too-long', {
  wrong: {
    'thirty days': `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: '30d' });`,
    'a number of seconds': `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: 60 * 60 * 24 * 7 });`,
    'a constant, with the environment before it': `${JWT} const TTL = process.env.TTL || '7 days'; exports.make = (id) => jwt.sign({ id }, S, { expiresIn: TTL });`,
    'an exp claim': `${JWT} exports.make = (id) => jwt.sign({ id, exp: Math.floor(Date.now() / 1000) + 60 * 60 * 48 }, S);`,
    jose: "import { SignJWT } from 'jose'; export const make = (userId) => new SignJWT({ userId }).setExpirationTime('2w').sign(key);",
    'the default of a module': {
      'a.ts': NEST,
      'm.ts':
        "import { JwtModule } from '@nestjs/jwt'; JwtModule.register({ secret: 's', signOptions: { expiresIn: '365d' } });",
    },
  },
  right: {
    'a day': `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: '24h' });`,
    'digits alone, which are milliseconds': `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: '80000000' });`,
    'a refresh token': `${JWT} const refreshToken = jwt.sign({ id: 1 }, process.env.REFRESH_SECRET, { expiresIn: '30d' });`,
    'a function for refresh tokens': `${JWT} const generateRefreshToken = (id) => jwt.sign({ id }, S, { expiresIn: '30d' });`,
    'an invitation': `${JWT} exports.invite = (id) => { const inviteToken = jwt.sign({ id }, S, { expiresIn: '7d' }); };`,
    'one that can be revoked': `${JWT} exports.make = (id) => jwt.sign({ id, sid: session.id }, S, { expiresIn: '30d' });`,
  },
});

it('adds a jti where the payload is written out, and the code still says the same', () => {
  const code = `${JWT} exports.make = (id) => jwt.sign({ id }, S, { expiresIn: '15m' });`;
  const { text, applied } = applyFixes(code, findingsIn(code));
  expect(applied.map((one) => one.rule)).toEqual(['jwt-no-revocation-handle']);
  expect(text).toContain("jwt.sign({ jti: globalThis.crypto.randomUUID(), id }, S, { expiresIn: '15m' })");
  expect(findingsIn(text)).toEqual([]);
});

it('adds nothing to a payload that stands elsewhere', () => {
  const [found] = findingsIn(`${JWT} const p = { id: 1 }; exports.t = jwt.sign(p, S, { expiresIn: '15m' });`);
  expect(found?.fix).toMatchObject({ safe: false, edits: [] });
});
