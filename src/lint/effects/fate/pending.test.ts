import { rule } from '../../../../test/support/lint.ts';

rule('revoke-not-awaited', {
  wrong: {
    'arrow without async, not awaited': {
      'src/store.js': 'exports.dropSession = (sid) => prisma.session.delete({ where: { id: sid } });',
      'src/logout.js': `const { dropSession } = require('./store');
exports.logout = async (req, res) => { dropSession(req.sid); res.clearCookie('sid').sendStatus(204); };`,
    },
    'koa body':
      "router.post('/logout', async (ctx) => { redis.del(`session:${ctx.state.sid}`); ctx.body = { ok: true }; });",
    'for of without await':
      'exports.logoutAll = async (req, res) => { const rows = await RefreshToken.find({ user: req.user.id }); for (const row of rows) RefreshToken.deleteOne({ _id: row._id }); res.json({ ok: true }); };',
    'in a service without await': {
      'src/sessions.service.ts':
        'export class SessionsService { constructor(private readonly sessionRepository: Repository<Session>) {} async end(id: string) { this.sessionRepository.delete({ id }); return true; } }',
      'src/auth.controller.ts': `import { SessionsService } from './sessions.service';
@Controller('auth') export class AuthController { constructor(private readonly sessions: SessionsService) {} @Post('logout') async logout(@Req() req) { await this.sessions.end(req.user.sid); return { ok: true }; } }`,
    },
    'pipeline without exec awaited': `const Redis = require('ioredis'); const redis = new Redis();
exports.logout = async (req, res) => { redis.pipeline().del('s:' + req.sid).srem('u', req.sid).exec(); res.end(); };`,
    setImmediate:
      'exports.logout = (req, res) => { setImmediate(() => Session.deleteOne({ _id: req.sid }).exec()); res.json({ ok: true }); };',
  },
  right: {
    'presence beside, not awaited':
      "exports.logout = async (req, res) => { await prisma.session.delete({ where: { id: req.sid } }); redis.srem('online-users', req.user.id); res.end(); };",
    'arrow without async, awaited': {
      'src/store.js': 'exports.dropSession = (sid) => prisma.session.delete({ where: { id: sid } });',
      'src/logout.js': `const { dropSession } = require('./store');
exports.logout = async (req, res) => { await dropSession(req.sid); res.clearCookie('sid').sendStatus(204); };`,
    },
    'koa awaited':
      "router.post('/logout', async (ctx) => { await redis.del(`session:${ctx.state.sid}`); ctx.body = { ok: true }; });",
    'in a service returned': {
      'src/sessions.service.ts':
        'export class SessionsService { constructor(private readonly sessionRepository: Repository<Session>) {} end(id: string) { return this.sessionRepository.delete({ id }); } }',
      'src/auth.controller.ts': `import { SessionsService } from './sessions.service';
@Controller('auth') export class AuthController { constructor(private readonly sessions: SessionsService) {} @Post('logout') async logout(@Req() req) { await this.sessions.end(req.user.sid); return { ok: true }; } }`,
    },
  },
});
