import { rule } from '../../../test/support/lint.ts';

rule('missing-no-store', {
  wrong: {
    'express async arrow returning': `router.get('/auth/user', async (req, res) => { const user = await User.findById(req.user.id).select('-password'); return res.status(200).json(user); });`,
    'koa body object': `router.post('/logout', async (ctx) => { await revoke(ctx.state.jti); ctx.body = { ok: true }; });`,
    'a message of Nest': {
      'a.ts': `@Controller('auth') export class A { @Post('logout') @HttpCode(200) async logout(@Req() req) { await this.s.revoke(req.user.sid); return { message: 'ok' }; } }`,
    },
    'hono chain': `import { Hono } from 'hono'; export const app = new Hono().basePath('/api').get('/me', (c) => c.json(c.get('user')));`,
    'a path with an underscore': `import express from 'express'; const r = express.Router(); r.get('/current_user', (req, res) => { res.send(req.user); }); export default r;`,
  },
  right: {
    'an answer that Nest empties': `@Controller('auth') export class A { @Delete('logout') @HttpCode(204) logout(@Req() req): Promise<void> { return this.s.revoke(req.user.sid); } }`,
    'a redirect by a decorator': `@Controller('auth') export class A { @Post('logout') @Redirect('/login') logout(@Req() req): Promise<void> { return this.s.revoke(req.user.sid); } }`,
    'nest 204 status enum': `@Controller('auth') export class A { @Post('logout') @HttpCode(HttpStatus.NO_CONTENT) async logout(@Req() req): Promise<void> { await this.s.revoke(req.user.sid); } }`,
    'code 204 send': `fastify.post('/logout', async (request, reply) => { await revoke(request.user.jti); return reply.code(204).send(); });`,
    'status 204 end with errors': `app.post('/logout', async (req, res) => { if (!req.user) return res.status(401).json({ error: 'x' }); await revoke(req.user.jti); res.status(204).end(); });`,
    'koa 204': `router.post('/logout', async (ctx) => { await revoke(ctx.state.jti); ctx.status = 204; });`,
    'koa body null': `router.post('/logout', async (ctx) => { await revoke(ctx.state.jti); ctx.body = null; });`,
    'hono body null': `app.post('/logout', async (c) => { await revoke(c.get('jti')); return c.body(null, 204); });`,
    'h3 no content': {
      'server/api/logout.post.ts':
        'export default defineEventHandler(async (event) => { await clearUserSession(event); return sendNoContent(event); });',
    },
    'nest class header decorator': `@Controller('me') @Header('Cache-Control', 'no-store') export class C { @Get() me() { return {}; } }`,
    'fastify register scope': `fastify.register(async (instance) => { instance.addHook('onSend', async (req, reply) => { reply.header('Cache-Control', 'no-store'); }); instance.get('/me', async (req) => req.user); });`,
  },
});
