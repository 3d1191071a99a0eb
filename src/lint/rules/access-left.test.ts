import { rule } from '../../../test/support/lint.ts';

rule('access-survives-logout', {
  wrong: {
    mongoose: {
      'src/code.ts': `import jwt from 'jsonwebtoken'; export const guard = (req, res, next) => { try { req.user = jwt.verify(req.headers.authorization.split(' ')[1], process.env.A); next(); } catch { res.sendStatus(401); } }; export const login = async (req, res) => { const u = await User.check(req.body); const refreshToken = newToken(); await RefreshToken.create({ token: sha(refreshToken), user: u.id }); res.json({ access: jwt.sign({ sub: u.id }, process.env.A, { expiresIn: '2h' }), refreshToken }); }; export const logout = async (req, res) => { await RefreshToken.deleteOne({ token: sha(req.body.refreshToken) }); res.sendStatus(204); };`,
    },
    'user field unset': {
      'src/code.ts': `import jwt from 'jsonwebtoken'; export const guard = (req, res, next) => { try { req.user = jwt.verify(req.headers.authorization.split(' ')[1], process.env.A); next(); } catch { res.sendStatus(401); } }; export const login = async (req, res) => { const u = await User.check(req.body); const refreshToken = newToken(); await RefreshToken.create({ token: sha(refreshToken), user: u.id }); res.json({ access: jwt.sign({ sub: u.id }, process.env.A, { expiresIn: '2h' }), refreshToken }); }; export const logout = async (req, res) => { await User.updateOne({ _id: req.user.sub }, { $unset: { refreshToken: 1 } }); res.sendStatus(204); };`,
    },
    'session row asked at renewal only': {
      'src/code.ts': `import jwt from 'jsonwebtoken'; export const guard = (req, res, next) => { try { req.user = jwt.verify(req.headers.authorization.split(' ')[1], process.env.A); next(); } catch { res.sendStatus(401); } };
export const refresh = async (req, res) => { const s = await prisma.session.findUnique({ where: { tokenHash: sha(req.cookies.rt) } }); if (!s || s.endedAt) return res.sendStatus(401); res.json({ access: jwt.sign({ sub: s.userId, sid: s.id }, process.env.A, { expiresIn: '30m' }) }); };
export const logout = async (req, res) => { await prisma.session.update({ where: { tokenHash: sha(req.cookies.rt) }, data: { endedAt: new Date() } }); res.clearCookie('rt'); res.end(); };`,
    },
    'family in service, nest strategy': {
      'src/jwt.strategy.ts': `
import { PassportStrategy } from '@nestjs/passport'; import { Strategy, ExtractJwt } from 'passport-jwt';
@Injectable() export class JwtStrategy extends PassportStrategy(Strategy) { constructor() { super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: process.env.S }); } validate(p) { return { userId: p.sub }; } }`,
      'src/auth.service.ts': `
@Injectable() export class AuthService { constructor(private jwt: JwtService, @InjectRepository(Grant) private grants: Repository<Grant>) {}
async rotate(raw: string) { const g = await this.grants.findOne({ where: { hash: sha(raw), usedAt: IsNull() } }); if (!g) throw new UnauthorizedException(); return this.jwt.signAsync({ sub: g.userId }, { expiresIn: '1h' }); }
async logout(family: string) { await this.grants.update({ family }, { usedAt: new Date() }); } }`,
      'src/auth.controller.ts': `
import { AuthService } from './auth.service'; @Controller('auth') export class AuthController { constructor(private auth: AuthService) {} @Post('logout') async logout(@Body() b) { await this.auth.logout(b.family); } @Post('refresh') rotate(@Body() b) { return this.auth.rotate(b.token); } }`,
    },
    'hono c.set service': {
      'src/service.ts': `
import { sign } from 'hono/jwt'; export class Tokens { constructor(private kv: KVNamespace, private key: string) {} async swap(r: string) { const sub = await this.kv.get('refresh:' + r); if (!sub) return null; return sign({ sub, exp: Math.floor(Date.now() / 1000) + 3600 }, this.key); } drop(r: string) { return this.kv.delete('refresh:' + r); } }`,
      'src/app.ts': `
import { Hono } from 'hono'; import { jwt } from 'hono/jwt'; import { Tokens } from './service'; const app = new Hono();
app.use('*', async (c, next) => { c.set('tokens', new Tokens(c.env.KV, c.env.KEY)); await next(); });
app.use('/api/*', (c, next) => jwt({ secret: c.env.KEY })(c, next));
app.post('/refresh', async (c) => { const t = await c.var.tokens.swap((await c.req.json()).refresh); return t ? c.json({ t }) : c.body(null, 401); });
app.post('/logout', async (c) => { await c.get('tokens').drop((await c.req.json()).refresh); return c.body(null, 204); }); export default app;`,
    },
    dynamo: {
      'src/code.ts': `
import { createSigner, createVerifier } from 'fast-jwt'; import { DynamoDBDocumentClient, DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
const sign = createSigner({ key: K, expiresIn: 3600000 }); const check = createVerifier({ key: K }); const db = DynamoDBDocumentClient.from(c);
export const authorize = async (event) => { try { const { sub } = check(event.headers.authorization.slice(7)); return { isAuthorized: true, context: { sub } }; } catch { return { isAuthorized: false, statusCode: 401 }; } };
export const refresh = async (event) => { const { refresh } = JSON.parse(event.body); const { Item } = await db.send(new GetCommand({ TableName: 'refresh-tokens', Key: { h: sha(refresh) } })); if (!Item) return { statusCode: 401 }; return { statusCode: 200, body: sign({ sub: Item.sub }) }; };
export const logout = async (event) => { const { refresh } = JSON.parse(event.body); await db.send(new DeleteCommand({ TableName: 'refresh-tokens', Key: { h: sha(refresh) } })); return { statusCode: 204 }; };`,
    },
    awilix: {
      'src/container.js': `
const { createContainer, asClass } = require('awilix'); const { TokenService } = require('./tokens'); const container = createContainer(); container.register('tokenService', asClass(TokenService).singleton()); module.exports = { container };`,
      'src/tokens.js': `
const jwt = require('jsonwebtoken'); class TokenService { verify(t) { return jwt.verify(t, process.env.A); } async swap(r) { const row = await db('refresh_tokens').where({ token: r }).first(); if (!row) throw new Error('401'); return jwt.sign({ sub: row.user_id }, process.env.A, { expiresIn: '1h' }); } async drop(r) { await db('refresh_tokens').where({ token: r }).del(); } } module.exports = { TokenService };`,
      'src/routes.js': `
const { container } = require('./container');
const guard = (req, res, next) => { try { req.user = container.resolve('tokenService').verify(req.headers.authorization); next(); } catch { res.sendStatus(401); } };
router.get('/me', guard, (req, res) => res.json(req.user));
router.post('/logout', guard, async (req, res) => { await container.resolve('tokenService').drop(req.body.refreshToken); res.sendStatus(204); });`,
    },
    'one jwt, two uses; socket guard trusts': {
      'src/code.ts': `import jwt from 'jsonwebtoken'; export const guard = (req, res, next) => { try { req.user = jwt.verify(req.headers.authorization.split(' ')[1], process.env.A); next(); } catch { res.sendStatus(401); } }; io.use((socket, next) => { try { socket.user = jwt.verify(socket.handshake.auth.token, process.env.A); next(); } catch (e) { next(e); } });
export const refresh = async (req, res) => { const row = await pool.query('SELECT user_id FROM grants WHERE digest = $1 AND revoked_at IS NULL', [sha(req.body.token)]); if (!row.rowCount) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: row.rows[0].user_id }, process.env.A, { expiresIn: '5m' }) }); };
export const logout = async (req, res) => { await pool.query('UPDATE grants SET revoked_at = now() WHERE digest = $1', [sha(req.body.token)]); res.sendStatus(204); };`,
    },
    'foreign words': {
      'src/code.ts': `import jwt from 'jsonwebtoken'; export const guard = (req, res, next) => { try { req.user = jwt.verify(req.headers.authorization.split(' ')[1], process.env.A); next(); } catch { res.sendStatus(401); } };
export const renovar = async (req, res) => { const fila = await TokenRenovacion.findOne({ where: { huella: sha(req.body.token) } }); if (!fila) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: fila.usuarioId }, process.env.A, { expiresIn: '15m' }) }); };
export const cerrarSesion = async (req, res) => { await TokenRenovacion.destroy({ where: { huella: sha(req.body.token) } }); res.sendStatus(204); };`,
    },
    'cache-manager refresh': {
      'src/code.ts': `import { Injectable, Inject } from '@nestjs/common'; import { JwtService } from '@nestjs/jwt'; import { CACHE_MANAGER } from '@nestjs/cache-manager';
@Injectable() export class JwtGuard implements CanActivate { constructor(private jwt: JwtService) {} async canActivate(ctx) { const req = ctx.switchToHttp().getRequest(); try { req.user = await this.jwt.verifyAsync(req.headers.authorization.slice(7)); return true; } catch { throw new UnauthorizedException(); } } }
@Controller('auth') export class AuthController { constructor(private jwt: JwtService, @Inject(CACHE_MANAGER) private cache: Cache) {}
@Post('login') async login(@Body() b) { const u = await this.users.check(b); const rt = nanoid(48); await this.cache.set('rt_' + u.id, sha(rt), 6048e5); return { at: await this.jwt.signAsync({ sub: u.id }, { expiresIn: '1h' }), rt }; }
@UseGuards(JwtGuard) @Post('logout') async logout(@Req() req) { await this.cache.del('rt_' + req.user.sub); return { ok: true }; } }`,
    },
    'ofeklabs: claim never carried': {
      'src/token.service.ts': `
@Injectable() export class TokenService { constructor(private jwt: JwtService) {} access(u) { return this.jwt.sign({ sub: u.id, email: u.email, roles: u.roles }, { expiresIn: '15m' }); } refresh(u) { const jti = randomUUID(); return { jti, refresh: this.jwt.sign({ sub: u.id, jti }, { secret: process.env.REFRESH_SECRET, expiresIn: '7d' }) }; } }`,
      'src/jwt.strategy.ts': `
import { PassportStrategy } from '@nestjs/passport'; import { Strategy, ExtractJwt } from 'passport-jwt';
@Injectable() export class JwtStrategy extends PassportStrategy(Strategy) { constructor(private redis: RedisService) { super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: process.env.S }); } async validate(payload) { if (payload.jti) { if (await this.redis.isBlacklisted(payload.jti)) throw new UnauthorizedException(); } return { id: payload.sub }; } }`,
      'src/auth.controller.ts': `
@Controller('auth') export class AuthController { constructor(private prisma: PrismaService) {} @Post('logout') async logout(@Req() req) { await this.prisma.refreshToken.deleteMany({ where: { userId: req.user.id } }); return { ok: true }; } }`,
    },
  },
  right: {
    'denylist too': {
      'src/code.ts': `import jwt from 'jsonwebtoken'; export const guard = async (req, res, next) => { const c = jwt.verify(req.headers.authorization, process.env.A); if (await redis.get('deny:' + c.jti)) return res.sendStatus(401); next(); }; export const logout = async (req, res) => { await RefreshToken.deleteOne({ token: sha(req.body.refreshToken) }); await redis.set('deny:' + req.user.jti, 1); res.sendStatus(204); };`,
    },
    'guard asks session': {
      'src/code.ts': `import jwt from 'jsonwebtoken';
export const guard = async (req, res, next) => { const c = jwt.verify(req.headers.authorization, process.env.A); const s = await prisma.session.findUnique({ where: { id: c.sid } }); if (!s) return res.sendStatus(401); next(); };
export const refresh = async (req, res) => { const s = await prisma.session.findUnique({ where: { refreshHash: sha(req.cookies.rt) } }); if (!s) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: s.userId, sid: s.id }, process.env.A, { expiresIn: '5m' }) }); };
export const logout = async (req, res) => { await prisma.session.delete({ where: { refreshHash: sha(req.cookies.rt) } }); res.end(); };`,
    },
    'express session beside': {
      'src/code.ts': `import jwt from 'jsonwebtoken'; export const guard = (req, res, next) => { if (!req.session.user) return res.sendStatus(401); next(); };
export const logout = (req, res) => req.session.destroy(() => res.end());`,
    },
    'claim carried': {
      'src/token.service.ts': `
@Injectable() export class TokenService { constructor(private jwt: JwtService) {} access(u) { return this.jwt.sign({ sub: u.id, jti: randomUUID() }, { expiresIn: '15m' }); } }`,
      'src/jwt.strategy.ts': `
import { PassportStrategy } from '@nestjs/passport'; import { Strategy, ExtractJwt } from 'passport-jwt';
@Injectable() export class JwtStrategy extends PassportStrategy(Strategy) { constructor(private redis: RedisService) { super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: process.env.S }); } async validate(payload) { if (payload.jti && await this.redis.isBlacklisted(payload.jti)) throw new UnauthorizedException(); return { id: payload.sub }; } }`,
      'src/auth.controller.ts': `
@Controller('auth') export class AuthController { constructor(private prisma: PrismaService) {} @Post('logout') async logout(@Req() req) { await this.prisma.refreshToken.deleteMany({ where: { userId: req.user.id } }); return { ok: true }; } }`,
    },
  },
});
