import { rule } from '../../../test/support/lint.ts';

rule('session-not-destroyed', {
  wrong: {
    'old with callback': {
      'package.json': '{"dependencies":{"passport":"0.5.3"}}',
      'src/a.js': `const passport = require('passport');
router.get('/logout', (req, res, next) => { req.logout((err) => { if (err) return next(err); res.redirect('/'); }); });`,
    },
    'options no callback': {
      'package.json': '{"dependencies":{"passport":"^0.6.0"}}',
      'src/a.ts': `import passport from 'passport'; router.post('/logout', (req, res) => { req.logout({ keepSessionInfo: true }); res.sendStatus(204); });`,
    },
    'optional chaining': {
      'package.json': '{"dependencies":{"passport":"0.4.1"}}',
      'src/a.ts': `import passport from 'passport'; export const logout = (req, res) => { req.logout?.(); res.json({ ok: 1 }); };`,
    },
    'nest service': {
      'src/auth.controller.ts': `import { Controller, Post, Req } from '@nestjs/common'; @Controller() export class AuthController { constructor(private s: AuthService) {} @Post('logout') logout(@Req() req) { return this.s.logout(req); } }`,
      'src/auth.service.ts': `import { Injectable } from '@nestjs/common'; @Injectable() export class AuthService { logout(req) { req.logout(); return { ok: true }; } }`,
    },
    'in delete account': {
      'package.json': '{"dependencies":{"passport":"^0.4.1"}}',
      'src/a.js': `const passport = require('passport');
router.delete('/account', async (req, res) => { await User.deleteOne({ _id: req.user.id }); req.logout(); res.redirect('/'); });`,
    },
    table: {
      'package.json': '{"dependencies":{"passport":"^0.5.0"}}',
      'src/a.js': `const passport = require('passport');
exports.default = [{ method: 'post', path: '/logout', handler: (request, response) => { request.logOut(); response.end(); } }];`,
    },
    graphql: {
      'package.json': '{"dependencies":{"passport":"0.5.2"}}',
      'src/r.js': `const resolvers = { Mutation: { logout: (_, args, { req }) => { req.logout(); return true; } } }; require('passport');`,
    },
    'promise wrapped wrongly': {
      'package.json': '{"dependencies":{"passport":"^0.7.0"}}',
      'src/a.ts': `import passport from 'passport'; export const logout = async (req, res) => { await Promise.resolve(req.logout()); res.json({}); };`,
    },
    'a session that is saved again, of which one part is set to nothing': {
      'package.json': '{"dependencies":{"passport":"0.5.3"}}',
      'src/out.js':
        "import session from 'express-session'; export function signOut(req, done) { req.logout(); req.session.cart = undefined; req.session.save(done); }",
      'src/routes.js':
        "import { signOut } from './out.js'; router.post('/sign-out', (req, res, next) => signOut(req, (e) => (e ? next(e) : res.redirect('/'))));",
    },
  },
  right: {
    'callback keepSession': {
      'package.json': '{"dependencies":{"passport":"^0.6.0"}}',
      'src/a.ts': `import passport from 'passport'; router.post('/logout', (req, res, next) => { req.logout({ keepSessionInfo: true }, (e) => { if (e) return next(e); res.end(); }); });`,
    },
    'new callback by name': {
      'package.json': '{"dependencies":{"passport":"^0.6.0"}}',
      'src/a.js': `const passport = require('passport');
router.post('/logout', (req, res, next) => { const done = (e) => e ? next(e) : res.end(); req.logout(done); });`,
    },
    'koa-passport': `import passport from 'koa-passport'; router.post('/logout', async (ctx) => { await ctx.logout(); ctx.redirect('/'); });`,
    'fastify passport': `import fastifyPassport from '@fastify/passport'; fastify.post('/logout', async (request, reply) => { await request.logout(); return reply.send({}); });`,
    promisify: {
      'package.json': '{"dependencies":{"passport":"^0.7.0"}}',
      'src/a.ts': `import passport from 'passport'; import { promisify } from 'util'; export const logout = async (req, res) => { await promisify(req.logout.bind(req))(); res.json({}); };`,
    },
    'new Promise': {
      'package.json': '{"dependencies":{"passport":"^0.7.0"}}',
      'src/a.ts': `import passport from 'passport'; export const logout = async (req, res) => { await new Promise((resolve, reject) => req.logout((e) => e ? reject(e) : resolve())); res.json({}); };`,
    },
    'own logout on req': `app.use((req, res, next) => { req.logout = () => sessions.delete(req.sid); next(); }); app.post('/logout', (req, res) => { req.logout(); res.end(); });`,
    'store destroy': {
      'package.json': '{"dependencies":{"passport":"0.5.0"}}',
      'src/a.js': `const passport = require('passport');
exports.logout = (req, res) => { req.logout(); req.sessionStore.destroy(req.sessionID, () => res.end()); };`,
    },
    'helper destroys': {
      'package.json': '{"dependencies":{"passport":"0.5.0"}}',
      'src/a.js': `const passport = require('passport');
const { endSession } = require('./s'); exports.logout = async (req, res) => { req.logout(); await endSession(req); res.end(); };`,
      'src/s.js': 'exports.endSession = (req) => new Promise((r) => req.session.destroy(r));',
    },
    'next as the callback': {
      'package.json': '{"dependencies":{"passport":"^0.6.0"}}',
      'src/a.js': `const passport = require('passport');
app.post('/logout', (req, res, next) => req.logout(next), (req, res) => res.end());`,
    },
  },
});
