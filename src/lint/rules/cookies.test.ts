import { expect, it } from 'vitest';
import { findingsIn, of, rule } from '../../../test/support/lint.ts';
import { applyFixes } from '../fix.ts';

const login = (options: string): string =>
  `exports.login = (req, res) => { res.cookie('session', id, ${options}); res.end(); };`;
const logout = (clear: string): string =>
  `exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }); ${clear}; res.end(); };`;

rule('cookie-clear-mismatch', {
  wrong: {
    'another path': login("{ path: '/api' }") + logout("res.clearCookie('session')"),
    'another domain':
      login("{ domain: '.example.com' }") + logout("res.clearCookie('session', { path: '/' })"),
    'not partitioned':
      login('{ partitioned: true, secure: true }') + logout("res.clearCookie('session', { secure: true })"),
    'SameSite=None without Secure':
      login("{ sameSite: 'none', secure: true }") + logout("res.clearCookie('session')"),
    'a prefix without Secure':
      "res.cookie('__Host-sid', id, { secure: true });" + logout("res.clearCookie('__Host-sid')"),
    'another name': login('{ httpOnly: true }') + logout("res.clearCookie('token')"),
    'options that are spread': `const base = { path: '/app' }; ${login('{ ...base, maxAge: 5 }')}${logout("res.clearCookie('session', { httpOnly: true })")}`,
    'a name that is a constant of another file': {
      'a.js':
        "const { NAME } = require('./names'); exports.login = (req, res) => res.cookie(NAME, id, { path: '/api' });",
      'b.js':
        "const { NAME } = require('./names'); exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }); res.clearCookie(NAME); };",
      'names.js': "exports.NAME = 'sid';",
    },
    Fastify:
      "reply.setCookie('sid', id, { path: '/x' }); fastify.post('/logout', async (request, reply) => { await sessions.delete(request.sid); reply.clearCookie('sid', { path: '/' }); });",
    'a server action of Next.js': {
      'app/a.ts':
        "'use server'; export async function login() { (await cookies()).set('sid', id, { domain: 'x.y' }); } export async function logout() { await db.session.delete(1); (await cookies()).set('sid', '', { maxAge: 0 }); }",
    },
    'what browsers do not mind, as a hint':
      login('{ httpOnly: true }') + logout("res.clearCookie('session', { path: '/' })"),
  },
  right: {
    'the same options': `const o = { path: '/api', domain: 'x.y' }; ${login('o')}${logout("res.clearCookie('session', o)")}`,
    'the same but for how long':
      login("{ path: '/api', maxAge: 5 }") + logout("res.clearCookie('session', { path: '/api' })"),
    defaults: login('{ httpOnly: true, path: "/" }') + logout("res.clearCookie('session')"),
    'options that cannot be seen': login('options') + logout("res.clearCookie('session')"),
    'one of two ways': `${login("{ path: '/api' }")} res.cookie('session', id); ${logout("res.clearCookie('session')")}`,
    'both names': `${login('{}')} res.cookie('token', t); ${logout("res.clearCookie('session'); res.clearCookie('token')")}`,
    'the cookie of express-session': login('{}') + logout("res.clearCookie('connect.sid')"),
    'a cookie that is about nobody': "res.cookie('theme', 'dark');" + logout("res.clearCookie('session')"),
    'a name that cannot be told': `res.cookie(nameOf(req), id); ${logout("res.clearCookie('session')")}`,
  },
});

it('takes the options over, and says what differed', () => {
  const code =
    login("{ httpOnly: true, path: '/api', secure: process.env.NODE_ENV === 'production', maxAge: 9 }") +
    logout("res.clearCookie('session')");
  expect(of('cookie-clear-mismatch', code)[0]).toContain('another path');
  const { text } = applyFixes(code, findingsIn(code));
  expect(text).toContain(
    "res.clearCookie('session', { httpOnly: true, path: '/api', secure: process.env.NODE_ENV === 'production' })",
  );
  expect(of('cookie-clear-mismatch', text)).toEqual([]);
});

it('takes over a constant by its name, and nothing that means something else elsewhere', () => {
  const shared = `const o = { path: '/api' }; ${login('o')}${logout("res.clearCookie('session', { httpOnly: true })")}`;
  expect(applyFixes(shared, findingsIn(shared)).text).toContain("res.clearCookie('session', o)");
  const local = `exports.login = (req, res) => { const path = req.base; res.cookie('session', id, { path }); };${logout("res.clearCookie('session')")}`;
  expect(findingsIn(local).find((one) => one.rule === 'cookie-clear-mismatch')?.fix?.safe).toBe(false);
});

it('only hints at what browsers do not mind', () => {
  const code = login('{ httpOnly: true }') + logout("res.clearCookie('session', { path: '/' })");
  expect(findingsIn(code).map((one) => one.level)).toEqual(['info']);
});

const APP = "const express = require('express'); const app = express(); app.listen(1);";

rule('missing-no-store', {
  wrong: {
    me: `${APP} app.get('/api/me', (req, res) => { res.json(req.user); });`,
    'the answer of a logout': `${APP} app.post('/logout', async (req, res) => { await Session.deleteOne({ id: req.sid }); res.json({}); });`,
    Koa: "import Koa from 'koa'; const app = new Koa(); app.listen(1); router.get('/profile', (ctx) => { ctx.body = ctx.state.user; });".replace(
      'ctx.body = ctx.state.user',
      'ctx.send(json(ctx.state.user))',
    ),
    NestJS: {
      'main.ts':
        "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(M); await app.listen(1);",
      'c.ts': "@Controller('users') class C { @Get('me') me(@Req() r) { return r.user; } }",
    },
  },
  right: {
    'a header': `${APP} app.get('/me', (req, res) => { res.set('Cache-Control', 'no-store'); res.json(req.user); });`,
    'a middleware for all': `${APP} app.use((req, res, next) => { res.set('Cache-Control', 'no-store'); next(); }); app.get('/me', (req, res) => { res.json(req.user); });`,
    nocache: `${APP} app.use(require('nocache')()); app.get('/me', (req, res) => { res.json(req.user); });`,
    'a middleware of the route': `${APP} const still = (req, res, next) => { res.set('Cache-Control', 'no-store'); next(); }; app.get('/me', still, (req, res) => { res.json(req.user); });`,
    'a decorator': {
      'main.ts':
        "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(M); await app.listen(1);",
      'c.ts':
        "@Controller('users') class C { @Get('me') @Header('Cache-Control', 'no-store') me(@Req() r) { return r.user; } }",
    },
    'what is not personal': `${APP} app.get('/menu', (req, res) => { res.json([]); });`,
    'a redirect': `${APP} app.post('/logout', async (req, res) => { await Session.deleteOne({ id: req.sid }); res.redirect('/'); });`,
  },
});

it('sets the header in the handler', () => {
  const code = `${APP}\napp.get('/me', (req, res) => {\n  res.json(req.user);\n});`;
  const { text } = applyFixes(code, findingsIn(code));
  expect(text).toContain("{\n  res.set('Cache-Control', 'no-store');\n  res.json(req.user);\n}");
  expect(of('missing-no-store', text)).toEqual([]);
});

rule('logout-via-get', {
  wrong: {
    'a handler that is not there to read': "router.get('/logout', controller.logout);",
    Express: "app.get('/logout', (req, res) => req.session.destroy(() => res.redirect('/')));",
    NestJS:
      "@Controller('auth') class C { @Get('logout') out(@Req() r) { return this.auth.logout(r.user); } }",
    'a route handler of Next.js': {
      'app/logout/route.ts':
        "export async function GET() { (await cookies()).delete('t'); return redirect('/'); }",
    },
    Fastify:
      "fastify.route({ method: 'GET', url: '/sign-out', handler: async (request, reply) => { reply.clearCookie('t'); } });",
  },
  right: {
    POST: "app.post('/logout', (req, res) => req.session.destroy(() => res.redirect('/')));",
    'the end of a session by OpenID Connect':
      "app.get('/oidc/logout', (req, res) => req.session.destroy(() => res.redirect('/')));",
    'a page that only asks': "app.get('/logout', (req, res) => res.render('sure'));",
    'a request of a client': "api.get('/logout', config.logout); axios.get('/logout', logout);",
    'an end of a session by OpenID Connect, whose handler is not there':
      "router.get('/oidc/logout', controller.logout);",
    'another page of the one who logs out':
      "router.get('/menu', controller.logout); router.get('/logout', controller.show);",
    'a handler whose route is not there':
      "exports.logout = (req, res) => req.session.destroy(() => res.redirect('/'));",
  },
});

rule('stateless-excuse', {
  wrong: {
    'a comment in the handler':
      'exports.logout = (req, res) => { // JWT is stateless, nothing to do on the server\n res.end(); };',
    'a comment above it':
      '/** The client just deletes its token. */\nexports.logout = (req, res) => res.end();',
    'a message':
      "exports.logout = (req, res) => res.json({ message: 'Please remove the token on the client side' });",
    'the hope that it expires':
      'exports.logout = (req, res) => { // the token will expire on its own\n res.end(); };',
    'what is to be done some day':
      '// TODO: add the token to a blacklist\nexports.logout = (req, res) => res.end();',
    'a decorator between':
      "class C {\n // tokens cannot be revoked\n @Post('logout') @HttpCode(200)\n logout() { return {}; } }",
    'a page':
      "export const logout = () => { // stateless JWT: just drop it\n localStorage.removeItem('t'); };",
  },
  right: {
    'a logout that revokes':
      'exports.logout = async (req, res) => { // JWTs are stateless, so there is a denylist\n await Denylist.create({ jti: req.jti }); res.end(); };',
    'a comment somewhere else':
      '// JWT is stateless\nconst a = 1;\nexports.logout = (req, res) => res.end();',
    'another comment': 'exports.logout = (req, res) => { // says goodbye\n res.end(); };',
  },
});
