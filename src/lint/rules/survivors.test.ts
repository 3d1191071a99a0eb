import { expect, it } from 'vitest';
import { findingsIn, of, rule } from '../../../test/support/lint.ts';

const TOKENS = `const jwt = require('jsonwebtoken');
exports.login = async (req, res) => {
  const accessToken = jwt.sign({ id: user.id, jti: uuid() }, A, { expiresIn: '15m' });
  const refreshToken = jwt.sign({ id: user.id, jti: uuid() }, R, { expiresIn: '7d' });
  res.json({ accessToken, refreshToken });
};`;
const ASKING = `exports.auth = async (req, res, next) => {
  const claims = jwt.verify(req.headers.token, A);
  if (await Denied.findOne({ jti: claims.jti, revoked: true })) return res.sendStatus(401);
  next();
};`;
const TRUSTING = `exports.auth = (req, res, next) => { req.user = jwt.verify(req.headers.token, A); next(); };`;

rule('refresh-survives-logout', {
  wrong: {
    'a denylist for the access token alone': `${TOKENS} ${ASKING}
exports.logout = async (req, res) => { await Denied.create({ jti: req.claims.jti, revoked: true }); res.clearCookie('refreshToken'); res.end(); };`,
    'a key in Redis': `${TOKENS}
exports.logout = async (req, res) => { await redis.set('blacklist:' + req.token, '1', 'EX', 900); res.end(); };`,
  },
  right: {
    both: `${TOKENS} ${ASKING}
exports.logout = async (req, res) => { await Denied.create({ jti: req.claims.jti, revoked: true }); await Refresh.deleteOne({ token: req.body.refreshToken }); res.end(); };`,
    'a version of the user': `${TOKENS}
exports.logout = async (req, res) => { await User.updateOne({ id: req.user.id }, { $inc: { tokenVersion: 1 } }); res.end(); };`,
    'all of a user’s tokens': `${TOKENS}
exports.logout = async (req, res) => { await Denied.create({ userId: req.user.id, revoked: true }); res.end(); };`,
    'no refresh tokens at all': `const jwt = require('jsonwebtoken'); ${ASKING}
exports.login = (req, res) => res.json(jwt.sign({ id: 1, jti: 2 }, A, { expiresIn: '5m' }));
exports.logout = async (req, res) => { await Denied.create({ jti: req.claims.jti, revoked: true }); res.end(); };`,
    'a service that may do it': `${TOKENS}
exports.logout = async (req, res) => { await Denied.create({ jti: req.claims.jti, revoked: true }); await sessions.close(req.user); res.end(); };`,
  },
});

const FIFTEEN = `${TOKENS} ${TRUSTING}
exports.logout = async (req, res) => { await User.updateOne({ _id: req.user.id }, { refreshToken: null }); res.end(); };`;

rule('access-survives-logout', {
  wrong: {
    'a refresh token that is forgotten': FIFTEEN,
    'one that is deleted': `${TOKENS} ${TRUSTING}
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ token: req.body.token }); res.end(); };`,
  },
  right: {
    'access tokens that are asked about': `${TOKENS} ${ASKING}
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ token: req.body.token }); res.end(); };`,
    'a check that is not there to read': `${TOKENS}
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ token: req.body.token }); res.end(); };`,
    'a session that ends': `${TOKENS} ${TRUSTING}
exports.logout = async (req, res) => { await Session.deleteOne({ refreshToken: req.body.token }); res.end(); };`,
  },
});

it('holds the lifetime of access tokens against the budget', () => {
  const at = (budget: number): number =>
    findingsIn(FIFTEEN, budget).filter((one) => one.rule === 'access-survives-logout').length;
  expect(at(14 * 60_000)).toBe(1);
  expect(at(15 * 60_000)).toBe(0);
});

it('says how long the access token lasts', () => {
  expect(of('access-survives-logout', FIFTEEN)[0]).toContain('for up to 15 minutes');
});

const PASSPORT = "const passport = require('passport');";

rule('session-not-destroyed', {
  wrong: {
    'no callback': `${PASSPORT} app.post('/logout', (req, res) => { req.logout(); res.redirect('/'); });`,
    'awaited, without a callback': `${PASSPORT} app.post('/logout', async (req, res) => { await req.logOut(); res.end(); });`,
    Koa: "router.post('/logout', (ctx) => { ctx.logout(); ctx.redirect('/'); });",
    'a session that is only set to null': `${PASSPORT} app.post('/logout', (req, res) => { req.logout(); res.clearCookie('connect.sid'); res.end(); });`,
    'an old version': {
      'package.json': '{"dependencies":{"passport":"^0.4.1"}}',
      'a.js': `${PASSPORT} app.post('/logout', (req, res, next) => req.logout((e) => (e ? next(e) : res.end())));`,
      'b.js': '',
    },
  },
  right: {
    'a callback': `${PASSPORT} app.post('/logout', (req, res, next) => req.logout((e) => (e ? next(e) : res.end())));`,
    'a function as a callback': `${PASSPORT} app.post('/logout', (req, res, next) => { req.logout(next); });`,
    'a session that is destroyed': `${PASSPORT} app.post('/logout', (req, res) => { req.logout(); req.session.destroy(() => res.end()); });`,
    'a new version': {
      'package.json': '{"dependencies":{"passport":"^0.7.0"}}',
      'a.js': `${PASSPORT} app.post('/logout', (req, res, next) => req.logout((e) => (e ? next(e) : res.end())));`,
      'b.js': '',
    },
  },
});
