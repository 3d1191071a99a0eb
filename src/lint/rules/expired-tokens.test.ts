import { rule } from '../../../test/support/lint.ts';

rule('expired-token-renewed', {
  wrong: {
    'jose JWTExpired payload': {
      'src/code.ts': `
import { jwtVerify, SignJWT, errors } from 'jose';
const key = new TextEncoder().encode(process.env.JWT_KEY);
export async function renewToken(req, res) {
  const raw = req.headers.authorization.slice(7);
  let claims;
  try { claims = (await jwtVerify(raw, key)).payload; }
  catch (e) { if (!(e instanceof errors.JWTExpired)) return res.status(401).end(); claims = e.payload; }
  const token = await new SignJWT({ role: claims.role }).setProtectedHeader({ alg: 'HS256' }).setSubject(claims.sub).setJti(crypto.randomUUID()).setExpirationTime('10m').sign(key);
  res.json({ token });
}`,
    },
    'fast-jwt verifier': {
      'src/code.ts': `
import { createSigner, createVerifier } from 'fast-jwt';
const sign = createSigner({ key: process.env.K, expiresIn: 600000 });
const open = createVerifier({ key: process.env.K, ignoreExpiration: true, cache: true });
export const handler = async (event) => { const { sub } = open(JSON.parse(event.body).token); return { statusCode: 200, body: JSON.stringify({ token: sign({ sub, jti: id() }) }) }; };`,
    },
    'catch promise decode': {
      'src/code.ts': `
const jwt = require('jsonwebtoken'); const { promisify } = require('util');
const verify = promisify(jwt.verify);
exports.extendSession = (req, res, next) => verify(req.body.token, process.env.S)
  .catch((err) => { if (err.name === 'TokenExpiredError') return jwt.decode(req.body.token); throw err; })
  .then((c) => res.json({ token: jwt.sign({ id: c.id, jti: uuid() }, process.env.S, { expiresIn: '1h' }) })).catch(next);`,
    },
    'helper with flag': {
      'src/tokens.ts': `
import jwt from 'jsonwebtoken';
export function read(token: string, { allowExpired = false } = {}) { return jwt.verify(token, process.env.KEY!, { ignoreExpiration: allowExpired }) as any; }
export const issue = (sub: string) => jwt.sign({ sub, jti: crypto.randomUUID() }, process.env.KEY!, { expiresIn: '10m' });`,
      'src/routes.ts': `
import { read, issue } from './tokens';
router.post('/prolong', (req, res) => { const { sub } = read(req.body.token, { allowExpired: true }); res.json({ token: issue(sub) }); });
router.get('/me', (req, res) => { const { sub } = read(req.headers.authorization); res.json({ sub }); });`,
    },
    'positional flag': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
class Tokens {
  parse(token: string, ignoreExpiration: boolean) { return jwt.verify(token, this.secret, { ignoreExpiration }) as Claims; }
  make(sub: string) { return jwt.sign({ sub, jti: uuid() }, this.secret, { expiresIn: '20m' }); }
  refresh(old: string) { const { sub } = this.parse(old, true); return this.make(sub); }
}`,
    },
    'hono exp false': {
      'src/code.ts': `
import { Hono } from 'hono'; import { verify, sign } from 'hono/jwt';
const app = new Hono();
app.post('/token/extend', async (c) => { const { token } = await c.req.json(); const p = await verify(token, c.env.SECRET, { alg: 'HS256', exp: false }); return c.json({ token: await sign({ sub: p.sub, jti: crypto.randomUUID(), exp: Math.floor(Date.now()/1000) + 600 }, c.env.SECRET) }); });
export default app;`,
    },
    compactVerify: {
      'src/code.ts': `
import { compactVerify, SignJWT } from 'jose';
export async function slide(token: string) {
  const { payload } = await compactVerify(token, KEY);
  const claims = JSON.parse(new TextDecoder().decode(payload));
  return new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(claims.sub).setJti(uuid()).setExpirationTime('15m').sign(KEY);
}`,
    },
    'express-jwt ignoreExpiration route': {
      'src/code.ts': `
import { expressjwt } from 'express-jwt'; import jwt from 'jsonwebtoken';
const lax = expressjwt({ secret: S, algorithms: ['HS256'], ignoreExpiration: true });
router.post('/auth/renew', lax, (req, res) => { res.json({ token: jwt.sign({ sub: req.auth.sub, jti: uuid() }, S, { expiresIn: '15m' }) }); });`,
    },
    'tolerance env const': {
      'src/code.ts': `
import jwt from 'jsonwebtoken'; import { config } from './config';
const DAY = 24 * 60 * 60; const options: jwt.VerifyOptions = { algorithms: ['HS256'], clockTolerance: 14 * DAY };
export const renewToken = (t: string) => { const c = jwt.verify(t, config.secret, options) as any; return jwt.sign({ sub: c.sub, jti: uuid() }, config.secret, { expiresIn: '15m' }); };`,
    },
    'nextauth-like jose currentDate': {
      'src/code.ts': `
import * as jose from 'jose';
export async function renew(token) {
  const { iat } = jose.decodeJwt(token);
  const { payload } = await jose.jwtVerify(token, key, { currentDate: new Date(iat * 1000) });
  return await new jose.SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).setJti(id()).setExpirationTime('1h').sign(key);
}`,
    },
    'koa-jwt lax': {
      'src/code.ts': `
const koaJwt = require('koa-jwt'); const jwt = require('jsonwebtoken');
router.post('/renovar', koaJwt({ secret: S, ignoreExpiration: true }), (ctx) => { ctx.body = { token: jwt.sign({ sub: ctx.state.user.sub, jti: uuid() }, S, { expiresIn: '15m' }) }; });`,
    },
    'tolerance from config file': {
      'config.ts': `export default { jwt: { graceSeconds: 7 * 24 * 3600, key: process.env.K } };`,
      'renew.ts': `
import jwt from 'jsonwebtoken'; import config from './config';
export const renew = (req, res) => { const c = jwt.verify(req.body.token, config.jwt.key, { clockTolerance: config.jwt.graceSeconds }); res.json({ token: jwt.sign({ sub: c.sub, jti: uuid() }, config.jwt.key, { expiresIn: '15m' }) }); };`,
    },
    'imported grace': {
      'times.ts': `const DAY = 86400; export const GRACE = 30 * DAY;`,
      'renew.ts': `
import jwt from 'jsonwebtoken'; import { GRACE } from './times';
export const renew = (req, res) => { const c = jwt.verify(req.body.token, K, { clockTolerance: GRACE }); res.json({ token: jwt.sign({ sub: c.sub, jti: uuid() }, K, { expiresIn: '15m' }) }); };`,
    },
  },
  right: {
    'fast-jwt with session': {
      'src/code.ts': `
import { createSigner, createVerifier } from 'fast-jwt';
const sign = createSigner({ key: process.env.K, expiresIn: 600000 });
const open = createVerifier({ key: process.env.K, ignoreExpiration: true });
export const handler = async (event) => { const { sub, sid } = open(JSON.parse(event.body).token); if (!(await sessions.isOpen(sid))) return { statusCode: 401 }; return { statusCode: 200, body: JSON.stringify({ token: sign({ sub, sid }) }) }; };`,
    },
    'helper flag off': {
      'src/tokens.ts': `
import jwt from 'jsonwebtoken';
export function read(token: string, allowExpired = false) { return jwt.verify(token, process.env.KEY!, { ignoreExpiration: allowExpired }) as any; }
export const issue = (sub: string) => jwt.sign({ sub, jti: crypto.randomUUID() }, process.env.KEY!, { expiresIn: '10m' });`,
      'src/routes.ts': `
import { read, issue } from './tokens';
router.post('/prolong', (req, res) => { const { sub } = read(req.body.token); res.json({ token: issue(sub) }); });
router.post('/logout', async (req, res) => { const { jti } = read(req.body.token, true); await redis.set('deny:' + jti, 1); res.end(); });`,
    },
    'compactVerify with exp check': {
      'src/code.ts': `
import { compactVerify, SignJWT } from 'jose';
export async function slide(token: string) {
  const { payload } = await compactVerify(token, KEY);
  const claims = JSON.parse(new TextDecoder().decode(payload));
  if (claims.exp * 1000 < Date.now()) throw new Error('expired');
  return new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(claims.sub).setJti(uuid()).setExpirationTime('15m').sign(KEY);
}`,
    },
    'express-jwt ignoreExpiration logout only': {
      'src/code.ts': `
import { expressjwt } from 'express-jwt'; import jwt from 'jsonwebtoken';
const lax = expressjwt({ secret: S, algorithms: ['HS256'], ignoreExpiration: true });
router.post('/auth/logout', lax, async (req, res) => { await Session.deleteOne({ sid: req.auth.sid }); res.end(); });
router.post('/auth/login', async (req, res) => { const u = await User.check(req.body); res.json({ token: jwt.sign({ sub: u.id, sid: (await Session.create({ u })).sid }, S, { expiresIn: '15m' }) }); });`,
    },
    'grace window named': {
      'src/code.ts': `
const jwt = require('jsonwebtoken'); const GRACE = 60;
exports.renew = (req, res) => { const c = jwt.verify(req.body.token, S, { ignoreExpiration: true }); const age = Math.floor(Date.now() / 1000) - c.exp; if (age > GRACE) return res.sendStatus(401); res.json({ token: jwt.sign({ sub: c.sub, jti: uuid() }, S, { expiresIn: '15m' }) }); };`,
    },
    'logout in a plugin with a login': {
      'src/code.ts': `
module.exports = async (app) => {
 app.post('/login', async (req) => ({ t: app.jwt.sign({ sub: (await check(req.body)).id, jti: id() }, { expiresIn: '5m' }) }));
 app.post('/logout', async (req) => { const c = app.jwt.verify(req.body.token, { ignoreExpiration: true }); await redis.set('deny:' + c.jti, '1'); return {}; });
};`,
    },
  },
});
