import { rule } from '../../../test/support/lint.ts';

rule('refresh-survives-logout', {
  wrong: {
    'knex rows two tables': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
const guard = async (req, res, next) => { const p = jwt.verify(req.headers.authorization.slice(7), A); if (!(await knex('logins').where({ id: p.lid }).first())) return res.sendStatus(401); req.auth = p; next(); };
router.post('/refresh', async (req, res) => { const row = await knex('refresh_tokens').where({ token_hash: sha(req.body.refresh_token) }).first(); if (!row || row.expires_at < new Date()) return res.sendStatus(401); const [lid] = await knex('logins').insert({ user_id: row.user_id }); res.json({ access: jwt.sign({ sub: row.user_id, lid }, A, { expiresIn: '15m' }) }); });
router.post('/logout', guard, async (req, res) => { await knex('logins').where({ id: req.auth.lid }).del(); res.sendStatus(204); });`,
    },
    'nest denylist access only': {
      'src/auth/auth.service.ts': `
import { Injectable } from '@nestjs/common'; import { JwtService } from '@nestjs/jwt';
@Injectable() export class AuthService { constructor(private jwt: JwtService, private denylist: DenylistService, private prisma: PrismaService) {}
 async login(user) { const refresh = randomBytes(32).toString('hex'); await this.prisma.refreshToken.create({ data: { hash: sha(refresh), userId: user.id } }); return { access: this.jwt.sign({ sub: user.id, jti: randomUUID() }, { expiresIn: '10m' }), refresh }; }
 async refresh(raw: string) { const row = await this.prisma.refreshToken.findUnique({ where: { hash: sha(raw) } }); if (!row) throw new UnauthorizedException(); return this.jwt.sign({ sub: row.userId, jti: randomUUID() }, { expiresIn: '10m' }); }
 async logout(jti: string, exp: number) { await this.denylist.add(jti, exp); } }`,
      'src/auth/denylist.service.ts': `
@Injectable() export class DenylistService { constructor(@InjectRedis() private redis: Redis) {} add(jti: string, exp: number) { return this.redis.set('deny:' + jti, 1, 'EXAT', exp); } has(jti: string) { return this.redis.exists('deny:' + jti); } }`,
      'src/auth/auth.controller.ts': `
import { AuthService } from './auth.service';
@Controller('auth') export class AuthController { constructor(private readonly auth: AuthService) {} @UseGuards(JwtGuard) @Post('logout') @HttpCode(204) async logout(@Req() req) { await this.auth.logout(req.user.jti, req.user.exp); } @Post('refresh') refresh(@Body('refresh') raw: string) { return this.auth.refresh(raw); } }`,
    },
    'unbound and denylist, jose': {
      'src/code.ts': `
import { SignJWT, jwtVerify } from 'jose';
app.post('/auth/refresh', async (c) => { const { refresh } = await c.req.json(); const { payload } = await jwtVerify(refresh, RK); return c.json({ access: await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(payload.sub).setJti(crypto.randomUUID()).setExpirationTime('5m').sign(AK) }); });
app.post('/auth/logout', async (c) => { const { payload } = await jwtVerify(c.req.header('authorization').slice(7), AK); await c.env.KV.put('denied:' + payload.jti, '1', { expiration: payload.exp }); return c.body(null, 204); });`,
    },
    'two redis prefixes': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
exports.refresh = async (req, res) => { const userId = await redis.get('rt:' + sha(req.body.refreshToken)); if (!userId) return res.sendStatus(401); const sid = nanoid(); await redis.set('sess:' + sid, userId, 'EX', 900); res.json({ token: jwt.sign({ sub: userId, sid }, A, { expiresIn: 900 }) }); };
exports.logout = async (req, res) => { await redis.del('sess:' + req.auth.sid); res.status(204).end(); };
exports.guard = async (req, res, next) => { const c = jwt.verify(bearer(req), A); if (!(await redis.exists('sess:' + c.sid))) return res.sendStatus(401); req.auth = c; next(); };`,
    },
    'class use case with repos': {
      'src/logout.ts': `
export class LogoutUseCase { constructor(private readonly revoked: RevokedAccessTokens) {} async execute({ accessToken }) { const { jti, exp } = decode(accessToken); await this.revoked.save({ jti, exp }); } }`,
      'src/refresh.ts': `
import jwt from 'jsonwebtoken'; export class RefreshUseCase { constructor(private readonly tokens: RefreshTokenRepository) {} async execute({ refreshToken }) { const found = await this.tokens.findByHash(hash(refreshToken)); if (!found) throw new Unauthorized(); return jwt.sign({ sub: found.userId, jti: randomUUID() }, KEY, { expiresIn: '5m' }); } }`,
      'src/repos.ts': `
export class RevokedAccessTokens { constructor(private readonly db) {} save(row) { return this.db.collection('revoked_access').insertOne(row); } } export class RefreshTokenRepository { constructor(private readonly db) {} findByHash(hash) { return this.db.collection('refresh_tokens').findOne({ hash }); } }`,
      'src/http.ts': `
import { LogoutUseCase } from './logout'; import { RefreshUseCase } from './refresh';
export default (app, { logout, refresh }: { logout: LogoutUseCase; refresh: RefreshUseCase }) => { app.post('/logout', async (req, res) => { await logout.execute({ accessToken: req.token }); res.end(); }); app.post('/refresh', async (req, res) => res.json({ t: await refresh.execute(req.body) })); };`,
    },
    'foreign words Portuguese': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
const acesso = (u) => jwt.sign({ id: u.id, jti: uuid() }, process.env.CHAVE_ACESSO, { expiresIn: '20m' });
const renovacao = (u) => jwt.sign({ id: u.id }, process.env.CHAVE_RENOVACAO, { expiresIn: '30d' });
exports.entrar = async (req, res) => { const u = await Usuario.findOne({ where: { email: req.body.email } }); res.json({ acesso: acesso(u), renovacao: renovacao(u) }); };
exports.renovar = async (req, res) => { try { const { id } = jwt.verify(req.body.renovacao, process.env.CHAVE_RENOVACAO); res.json({ acesso: acesso({ id }) }); } catch (e) { res.status(401).end(); } };
exports.sair = async (req, res) => { await Bloqueado.create({ jti: req.token.jti, expira: new Date(req.token.exp * 1000) }); res.status(204).end(); };`,
    },
    'foreign words rows survive': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
exports.entrar = async (req, res) => { const u = await Usuario.autenticar(req.body); const valor = crypto.randomBytes(40).toString('hex'); await TokenRenovacao.create({ valor, usuarioId: u.id }); res.json({ acesso: jwt.sign({ id: u.id, jti: uuid() }, K, { expiresIn: '20m' }), refreshToken: valor }); };
exports.renovar = async (req, res) => { const linha = await TokenRenovacao.findOne({ where: { valor: req.body.refreshToken } }); if (!linha) return res.sendStatus(401); res.json({ acesso: jwt.sign({ id: linha.usuarioId, jti: uuid() }, K, { expiresIn: '20m' }) }); };
exports.sair = async (req, res) => { await redis.set('bloqueado:' + req.token.jti, '1', 'EX', 1200); res.status(204).end(); };
exports.protegido = async (req, res, next) => { const c = jwt.verify(req.headers.authorization.split(' ')[1], K); if (await redis.get('bloqueado:' + c.jti)) return res.sendStatus(401); req.token = c; next(); };`,
    },
    'in-memory sets': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
const gone = new Set<string>(); const refreshTokens = new Map<string, string>();
export const refresh = (req, res) => { const sub = refreshTokens.get(req.body.refresh); if (!sub) return res.sendStatus(401); res.json({ access: jwt.sign({ sub, jti: id() }, K, { expiresIn: '5m' }) }); };
export const logout = (req, res) => { gone.add(req.claims.jti); res.sendStatus(204); };
export const guard = (req, res, next) => { const c = jwt.verify(req.headers.authorization, K); if (gone.has(c.jti)) return res.sendStatus(401); req.claims = c; next(); };`,
    },
    drizzle: {
      'src/code.ts': `
import { sign, verify } from 'hono/jwt'; import { accessSessions, refreshTokens } from './schema';
auth.post('/refresh', async (c) => { const { token } = await c.req.json(); const [row] = await db.select().from(refreshTokens).where(eq(refreshTokens.hash, await sha(token))); if (!row) return c.body(null, 401); const sid = crypto.randomUUID(); await db.insert(accessSessions).values({ id: sid, userId: row.userId }); return c.json({ access: await sign({ sub: row.userId, sid, exp: soon() }, K) }); });
auth.post('/logout', authed, async (c) => { await db.delete(accessSessions).where(eq(accessSessions.id, c.get('sid'))); return c.body(null, 204); });`,
    },
    'Deps factory survives': {
      'deps.ts': `export interface Deps { revoked: RevokedStore; refreshTokens: RefreshStore }`,
      'stores.ts': `export class RevokedStore { async add(jti: string) { await this.db.collection('revoked').insertOne({ jti }); } } export class RefreshStore { async find(h: string) { return this.db.collection('refresh_tokens').findOne({ h }); } }`,
      'app.ts': `
import jwt from 'jsonwebtoken'; import type { Deps } from './types';
import { RevokedStore, RefreshStore } from './stores';
export const routes = (app, { revoked, refreshTokens }: { revoked: RevokedStore; refreshTokens: RefreshStore }) => {
 app.post('/refresh', async (req, res) => { const row = await refreshTokens.find(sha(req.body.refreshToken)); if (!row) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: row.sub, jti: id() }, K, { expiresIn: '5m' }) }); });
 app.post('/logout', async (req, res) => { await revoked.add(req.user.jti); res.end(); }); };`,
    },
  },
  right: {
    'knex both': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
const guard = async (req, res, next) => { const p = jwt.verify(req.headers.authorization.slice(7), A); if (!(await knex('logins').where({ id: p.lid }).first())) return res.sendStatus(401); req.auth = p; next(); };
router.post('/refresh', async (req, res) => { const row = await knex('refresh_tokens').where({ token_hash: sha(req.body.refresh_token) }).first(); if (!row) return res.sendStatus(401); const [lid] = await knex('logins').insert({ user_id: row.user_id }); res.json({ access: jwt.sign({ sub: row.user_id, lid }, A, { expiresIn: '15m' }) }); });
router.post('/logout', guard, async (req, res) => { await knex('logins').where({ id: req.auth.lid }).del(); await knex('refresh_tokens').where({ user_id: req.auth.sub }).del(); res.sendStatus(204); });`,
    },
    'session with cascade': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
router.post('/refresh', async (req, res) => { const row = await prisma.refreshToken.findUnique({ where: { token: req.body.refreshToken }, include: { session: true } }); if (!row || row.session.endedAt) return res.sendStatus(401); res.json({ access: jwt.sign({ sub: row.session.userId, sid: row.sessionId }, A, { expiresIn: '5m' }) }); });
router.post('/logout', guard, async (req, res) => { await prisma.session.update({ where: { id: req.auth.sid }, data: { endedAt: new Date() } }); res.sendStatus(204); });`,
    },
    'version bump asked by refresh': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
app.post('/refresh', async (req, res) => { const p = jwt.verify(req.cookies.refresh, R); const u = await User.findById(p.sub); if (u.gen !== p.gen) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: u.id, gen: u.gen }, A, { expiresIn: '5m' }) }); });
app.post('/logout', guard, async (req, res) => { await User.updateOne({ _id: req.user.sub }, { $inc: { gen: 1 } }); res.end(); });`,
    },
    'one prefix for both': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
exports.refresh = async (req, res) => { const c = jwt.verify(req.body.refreshToken, R); if (!(await redis.exists('sess:' + c.sid))) return res.sendStatus(401); res.json({ token: jwt.sign({ sub: c.sub, sid: c.sid }, A, { expiresIn: 900 }) }); };
exports.logout = async (req, res) => { await redis.del('sess:' + req.auth.sid); res.status(204).end(); };`,
    },
    'logout unseen service': {
      'src/code.ts': `const jwt = require('jsonwebtoken'); const { sessionService } = require('./services');
exports.refresh = async (req, res) => { const row = await RefreshToken.findOne({ token: req.body.refreshToken }); if (!row) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: row.user, jti: v4() }, A, { expiresIn: '5m' }) }); };
exports.logout = async (req, res) => { await sessionService.end(req.user.sid); res.end(); };`,
    },
    'foreign words deletes stored': {
      'src/code.ts': `const jwt = require('jsonwebtoken');
exports.renovar = async (req, res) => { const linha = await Renovacao.findOne({ where: { valor: req.body.renovacao } }); if (!linha) return res.sendStatus(401); res.json({ acesso: jwt.sign({ id: linha.usuarioId, jti: uuid() }, K, { expiresIn: '20m' }) }); };
exports.sair = async (req, res) => { await Renovacao.destroy({ where: { valor: req.body.renovacao } }); await Bloqueado.create({ jti: req.token.jti }); res.status(204).end(); };`,
    },
    'drizzle deletes by user both': {
      'src/code.ts': `
import { sign } from 'hono/jwt'; import { accessSessions, refreshTokens } from './schema';
auth.post('/refresh', async (c) => { const { token } = await c.req.json(); const [row] = await db.select().from(refreshTokens).where(eq(refreshTokens.hash, await sha(token))); if (!row) return c.body(null, 401); const sid = crypto.randomUUID(); await db.insert(accessSessions).values({ id: sid, userId: row.userId }); return c.json({ access: await sign({ sub: row.userId, sid, exp: soon() }, K) }); });
auth.post('/logout', authed, async (c) => { await Promise.all([db.delete(accessSessions).where(eq(accessSessions.id, c.get('sid'))), endAll(db, c.get('uid'))]); return c.body(null, 204); });
const endAll = (db, uid) => db.delete(refreshTokens).where(eq(refreshTokens.userId, uid));`,
    },
    'logout deletes whole person record? unbound': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
exports.refresh = async (req, res) => { const c = jwt.verify(req.cookies.rt, R); const u = await User.findById(c.sub); if (!u || c.iat * 1000 < u.validFrom) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: u.id, jti: id() }, A, { expiresIn: '5m' }) }); };
exports.logout = async (req, res) => { await User.updateOne({ _id: req.user.sub }, { validFrom: Date.now() }); res.end(); };`,
    },
  },
});
