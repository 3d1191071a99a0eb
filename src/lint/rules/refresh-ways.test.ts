import { rule } from '../../../test/support/lint.ts';

rule('refresh-not-bound', {
  wrong: {
    'ports and adapters': {
      'src/auth/ports/token-codec.ts': `export interface TokenCodec { readRefresh(t: string): Promise<Claims|null>; writeAccess(c: Claims): Promise<string>; }`,
      'src/auth/renew.ts': `
import type { TokenCodec } from './ports/token-codec'; import type { UserDirectory } from './ports/users';
export class RenewAccess { constructor(private readonly codec: TokenCodec, private readonly users: UserDirectory) {}
 async execute(refreshToken: string) { const claims = await this.codec.readRefresh(refreshToken); if (!claims) return err('X'); const user = await this.users.byId(claims.sub); if (!user) return err('U'); return ok({ accessToken: await this.codec.writeAccess({ sub: user.id, sid: claims.sid }) }); } }`,
      'src/auth/infra/codec.ts': `
import jwt from 'jsonwebtoken'; import type { TokenCodec } from '../ports/token-codec';
export class JwtCodec implements TokenCodec { async readRefresh(token: string) { try { return jwt.verify(token, R) as any; } catch { return null; } } async writeAccess(c) { return jwt.sign(c, A, { expiresIn: '10m' }); } }`,
    },
    'foreign words, secret differs': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
function zugang(n) { return jwt.sign({ id: n.id, jti: uuid() }, process.env.ZUGANG, { expiresIn: '15m' }); }
function dauer(res, n) { res.cookie('dauer', jwt.sign({ id: n.id }, process.env.DAUER, { expiresIn: '30d' }), { httpOnly: true }); }
exports.anmelden = async (req, res) => { const n = await db.nutzer(req.body); dauer(res, n); res.json({ token: zugang(n) }); };
exports.erneuern = (req, res) => { try { const { id } = jwt.verify(req.cookies.dauer, process.env.DAUER); res.json({ token: zugang({ id }) }); } catch { res.sendStatus(401); } };`,
    },
    'jose module type claim': {
      'src/code.ts': `
import { SignJWT, jwtVerify } from 'jose';
const mint = (typ, sub, exp) => new SignJWT({ typ }).setProtectedHeader({ alg: 'HS256' }).setSubject(sub).setJti(crypto.randomUUID()).setExpirationTime(exp).sign(KEY);
export async function tokenEndpoint(req, res) {
  switch (req.body.grant_type) {
    case 'password': { const u = await check(req.body); return res.json({ access_token: await mint('access', u.id, '5m'), refresh_token: await mint('refresh', u.id, '30d') }); }
    case 'refresh_token': { const { payload } = await jwtVerify(req.body.refresh_token, KEY); if (payload.typ !== 'refresh') return res.sendStatus(400); return res.json({ access_token: await mint('access', payload.sub, '5m') }); }
  }
}`,
    },
    'filter only T1': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
export class AuthService {
  constructor(private users, private cache) {}
  async refreshTokens(token: string) {
    const { sub } = jwt.verify(token, this.cfg.refreshSecret) as any;
    const user = await this.users.getUserById(sub);
    if (!user) throw new UnauthorizedException();
    const fresh = this.issue(user);
    const cached = await this.cache.get('user:' + user.id);
    cached.sessions = cached.sessions.filter((s) => s.refreshToken !== token);
    cached.sessions.push({ refreshToken: fresh.refreshToken });
    await this.cache.set('user:' + user.id, cached);
    return fresh;
  }
  private issue(u) { return { accessToken: jwt.sign({ sub: u.id, jti: uuid() }, this.cfg.secret, { expiresIn: '5m' }), refreshToken: jwt.sign({ sub: u.id, jti: uuid() }, this.cfg.refreshSecret, { expiresIn: '7d' }) }; }
}`,
    },
    'T2 catch path': {
      'src/code.ts': `
const jwt = require('jsonwebtoken'); const client = require('../redis');
module.exports = async (req, res, next) => {
  const { accessToken, refreshToken } = req.cookies;
  try { const payload = jwt.verify(accessToken, process.env.ACCESS_SECRET); const isBlocked = await client.get('token:' + accessToken); if (isBlocked) return res.status(401).end(); req.user = payload; return next(); }
  catch (err) { if (err.name === 'TokenExpiredError' && refreshToken) { try { const payload = jwt.verify(refreshToken, process.env.REFRESH_SECRET); res.cookie('accessToken', jwt.sign({ id: payload.id, jti: uuid() }, process.env.ACCESS_SECRET, { expiresIn: '15m' })); req.user = payload; return next(); } catch { return res.status(401).end(); } } return res.status(401).end(); }
};`,
    },
    'factory with deps': {
      'src/auth/make.js': `
const jwt = require('jsonwebtoken');
module.exports = ({ users, secrets }) => ({
  async renew({ refresh }) { const c = jwt.verify(refresh, secrets.refresh); const u = await users.byId(c.sub); if (!u || u.disabled) throw new Forbidden(); return { access: jwt.sign({ sub: u.id, jti: uuid() }, secrets.access, { expiresIn: '15m' }) }; },
});`,
    },
    'user status only': {
      'src/code.ts': `
import { Injectable } from '@nestjs/common'; import { JwtService } from '@nestjs/jwt';
@Injectable() export class TokenService { constructor(private jwt: JwtService, @InjectRepository(User) private users: Repository<User>) {}
 async rotate(refreshToken: string) { const p = await this.jwt.verifyAsync(refreshToken, { secret: process.env.RT_SECRET }); const user = await this.users.findOneBy({ id: p.sub, status: 'active' }); if (!user) throw new UnauthorizedException(); await this.users.update(user.id, { lastSeenAt: new Date() }); return { accessToken: await this.jwt.signAsync({ sub: user.id, jti: uuid() }, { expiresIn: '5m' }), refreshToken: await this.jwt.signAsync({ sub: user.id, jti: uuid() }, { secret: process.env.RT_SECRET, expiresIn: '7d' }) }; } }`,
    },
    'stored but overwritten without compare': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
exports.refreshToken = async (req, res) => { const { refreshToken } = req.body; const decoded = jwt.verify(refreshToken, process.env.JWT_REFRESH_SECRET); const next = jwt.sign({ id: decoded.id, jti: uuid() }, process.env.JWT_REFRESH_SECRET, { expiresIn: '7d' }); await User.findByIdAndUpdate(decoded.id, { refreshToken: next }); res.json({ accessToken: jwt.sign({ id: decoded.id, jti: uuid() }, process.env.JWT_SECRET, { expiresIn: '15m' }), refreshToken: next }); };`,
    },
    'silent refresh middleware sequential': {
      'src/code.ts': `
import jwt from 'jsonwebtoken'; const tryVerify = (t, k) => { try { return jwt.verify(t, k); } catch { return null; } };
export const auth = async (req, res, next) => { const a = tryVerify(req.cookies.access, AK); if (a) { req.user = a; return next(); } const r = tryVerify(req.cookies.refresh, RK); if (!r) return res.sendStatus(401); res.cookie('access', jwt.sign({ sub: r.sub, jti: uuid() }, AK, { expiresIn: '5m' })); req.user = r; next(); };`,
    },
    'express-validator only': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
exports.refreshAccess = [body('token').isString(), async (req, res, next) => { try { const { sub } = await new Promise((ok, no) => jwt.verify(req.body.token, process.env.REFRESH_KEY, (e, d) => (e ? no(e) : ok(d)))); res.json({ access: jwt.sign({ sub, jti: uuid() }, process.env.ACCESS_KEY, { expiresIn: '10m' }) }); } catch (e) { next(e); } }];`,
    },
  },
  right: {
    'foreign words, compared': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
function zugang(n) { return jwt.sign({ id: n.id, jti: uuid() }, process.env.ZUGANG, { expiresIn: '15m' }); }
function dauer(res, n) { const t = jwt.sign({ id: n.id, jti: uuid() }, process.env.DAUER, { expiresIn: '30d' }); res.cookie('dauer', t, { httpOnly: true }); }
exports.anmelden = async (req, res) => { const n = await db.nutzer(req.body); dauer(res, n); res.json({ token: zugang(n) }); };
exports.erneuern = async (req, res) => { try { const { id, jti } = jwt.verify(req.cookies.dauer, process.env.DAUER); if (!(await redis.exists('dauer:' + jti))) return res.sendStatus(401); res.json({ token: zugang({ id }) }); } catch { res.sendStatus(401); } };`,
    },
    'magic link is no refresh': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
const access = (u) => jwt.sign({ id: u.id, jti: uuid() }, process.env.ACCESS, { expiresIn: '15m' });
exports.sendLink = async (req, res) => { await mail(req.body.email, jwt.sign({ email: req.body.email }, process.env.LINK, { expiresIn: '1d' })); res.end(); };
exports.open = async (req, res) => { const { email } = jwt.verify(req.query.t, process.env.LINK); const u = await User.findOne({ email }); res.json({ token: access(u) }); };`,
    },
    'filter and length compared': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
export class AuthService {
  async refreshTokens(token: string) {
    const { sub } = jwt.verify(token, this.cfg.refreshSecret) as any;
    const user = await User.findById(sub);
    const left = user.sessions.filter((s) => s.refreshToken !== token);
    if (left.length === user.sessions.length) throw new UnauthorizedException();
    user.sessions = left; await user.save();
    return jwt.sign({ sub, jti: uuid() }, this.cfg.secret, { expiresIn: '5m' });
  }
}`,
    },
    'catch path with check': {
      'src/code.ts': `
const jwt = require('jsonwebtoken'); const client = require('../redis');
module.exports = async (req, res, next) => {
  const { accessToken, refreshToken } = req.cookies;
  try { const payload = jwt.verify(accessToken, process.env.ACCESS_SECRET); req.user = payload; return next(); }
  catch (err) { if (err.name === 'TokenExpiredError' && refreshToken) { const payload = jwt.verify(refreshToken, process.env.REFRESH_SECRET); const stored = await client.get('rt:' + payload.id); if (stored !== refreshToken) return res.status(401).end(); res.cookie('accessToken', jwt.sign({ id: payload.id, jti: uuid() }, process.env.ACCESS_SECRET, { expiresIn: '15m' })); req.user = payload; return next(); } return res.status(401).end(); }
};`,
    },
    'graphql resolver version': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
export const resolvers = { Mutation: { refreshToken: async (_p, { token }, { prisma }) => { const { userId, v } = jwt.verify(token, REFRESH) as any; const user = await prisma.user.findUnique({ where: { id: userId } }); if (!user || user.tokenVersion !== v) throw new GraphQLError('no'); return { token: jwt.sign({ userId, jti: uuid() }, ACCESS, { expiresIn: '15m' }) }; } } };`,
    },
    'callback look-up': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
exports.token = (req, res) => { const t = req.body.refreshToken; jwt.verify(t, R, (err, p) => { if (err) return res.sendStatus(403); pool.query('SELECT 1 FROM refresh_tokens WHERE token = $1', [t]).then(({ rowCount }) => { if (!rowCount) return res.sendStatus(403); res.json({ accessToken: jwt.sign({ id: p.id, jti: uuid() }, A, { expiresIn: '15m' }) }); }); }); };`,
    },
    'rescue that asks before the try': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
module.exports = async (req, res, next) => { const row = await Grant.findOne({ hash: sha(req.cookies.refreshToken) }); if (!row) return res.sendStatus(401);
 try { req.user = jwt.verify(req.cookies.access, A); } catch (e) { const c = jwt.verify(req.cookies.refreshToken, R); res.cookie('access', jwt.sign({ sub: c.sub, jti: uuid() }, A, { expiresIn: '5m' })); req.user = c; } next(); };`,
    },
    'refresh bound by set in memory': {
      'src/code.ts': `
const jwt = require('jsonwebtoken'); const live = new Set();
exports.login = (req, res) => { const r = jwt.sign({ sub: req.user.id, jti: uuid() }, R, { expiresIn: '7d' }); live.add(r); res.json({ r }); };
exports.renew = (req, res) => { const { r } = req.body; if (!live.has(r)) return res.sendStatus(403); const c = jwt.verify(r, R); res.json({ t: jwt.sign({ sub: c.sub, jti: uuid() }, A, { expiresIn: '5m' }) }); };`,
    },
    'koa refresh compare in repo class': {
      'a.js': `
const jwt = require('jsonwebtoken'); const { grants } = require('./b');
router.post('/refresh', async (ctx) => { const c = jwt.verify(ctx.cookies.get('rt'), R); const g = await grants.byDigest(ctx.cookies.get('rt')); ctx.assert(g, 401); ctx.body = { t: jwt.sign({ sub: c.sub, jti: id() }, A, { expiresIn: '5m' }) }; });`,
      'b.js': `
const crypto = require('crypto'); const db = require('./db'); exports.grants = { byDigest: (t) => db('grants').where({ digest: crypto.createHash('sha256').update(t).digest('hex') }).first() };`,
    },
    'reset password tokens': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
export const reset = async (req, res) => { const { sub } = jwt.verify(req.body.token, process.env.RESET); await User.setPassword(sub, req.body.password); res.json({ token: jwt.sign({ sub, jti: uuid() }, process.env.A, { expiresIn: '5m' }) }); };`,
    },
    'mfa step': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
export const start = async (req, res) => { const u = await check(req.body); res.json({ pending: jwt.sign({ sub: u.id }, process.env.PENDING, { expiresIn: '5m' }) }); };
export const finish = async (req, res) => { const { sub } = jwt.verify(req.body.pending, process.env.PENDING); if (!(await totp.check(sub, req.body.code))) return res.sendStatus(401); res.json({ token: jwt.sign({ sub, jti: uuid() }, process.env.A, { expiresIn: '5m' }) }); };`,
    },
  },
});
