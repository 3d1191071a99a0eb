import { rule } from '../../../test/support/lint.ts';

const remix = (make: string): Record<string, string> => ({
  'app/session.server.ts': `import { ${make}, redirect } from '@remix-run/node'; const storage = ${make}({ cookie: { name: 's' } });
export async function logout(request) { const session = await storage.getSession(request.headers.get('Cookie')); return redirect('/', { headers: { 'Set-Cookie': await storage.destroySession(session) } }); }`,
  'app/routes/logout.tsx':
    "import { logout } from '~/session.server'; export const action = ({ request }) => logout(request);",
});
const service = (body: string): Record<string, string> => ({
  'src/c.ts': `import { S } from './s'; @Controller('auth') export class C { constructor(private readonly s: S) {} @Delete('logout') logout(@Req() req) { return this.s.deleteTokenByEmail(req.user.email); } }`,
  'src/s.ts': `export class S { deleteTokenByEmail(email: string) { ${body} } }`,
});
const socket = (body: string): Record<string, string> => ({
  'server/account.js': `const User = require('../models/user'); module.exports = (io, socket) => { socket.on('account:logout', async (reason, ack) => { ${body} ack({ ok: true }); }); };`,
});

rule('logout-no-backend-effect', {
  wrong: {
    'a sealed session of Remix': remix('createCookieSessionStorage'),
    'a form action of SvelteKit': {
      'src/routes/logout/+page.server.ts':
        "export const actions = { default: async ({ cookies }) => { cookies.delete('jwt', { path: '/' }); } };",
    },
    'a function of Lambda': {
      'functions/logout.js':
        "exports.handler = async (event) => ({ statusCode: 200, headers: { 'Set-Cookie': 't=; Max-Age=0' } });",
    },
    'a decorator of LoopBack': "export class C { @post('/users/logout') async logout() { return; } }",
    'a handler among the options of hapi':
      "server.route({ method: 'POST', path: '/logout', options: { handler: (request, h) => h.response({}).unstate('token') } });",
    'a path whose beginning is not known':
      "module.exports = (base) => { router.post(`${base}/logout`, (req, res) => { res.clearCookie('t'); res.end(); }); };",
    'a handler with a capital':
      "const express = require('express'); exports.LogoutUser = wrapped(async (req, res) => { res.clearCookie('t'); res.end(); });",
    'a set of its own beside it':
      "exports.logout = (req, res) => { const names = new Set(['t']); res.clearCookie([...names][0]); res.end(); };",
    'a socket in a file of its own': socket("socket.emit('account:bye');"),
    'a socket that hangs up': socket('socket.disconnect(true);'),
    'a method that says whom, and does nothing': service('return email;'),
    'a mail':
      "const { mailer } = require('./mailer'); exports.logout = async (req, res) => { await mailer.sendLoggedOut(req.user); res.end(); };",
  },
  right: {
    'a loader that only leads away': {
      'app/routes/logout.ts':
        "import { redirect } from '@remix-run/node'; import { db } from '~/db'; export const loader = () => redirect('/'); export const action = async ({ request }) => { await db.session.delete({ where: { id: await sid(request) } }); return redirect('/login'); };",
    },
    'a stored session of Remix': remix('createSessionStorage'),
    'a method that says by which field': service('return this.redis.del(email);'),
    'a method that empties all': service('return this.redis.flushall();'),
    'a command of Redis in capitals':
      'exports.logout = async (req, res) => { await client.DEL(req.id); res.end(); };',
    "HTTP's own authentication":
      "module.exports = (req, res, next) => { logout(req, res, next); }; function logout(req, res, next) { if (req.url !== '/logout') return next(); res.sendStatus(401); }",
    'a socket that ends the session': socket(
      'await User.updateOne({ _id: socket.data.id }, { $inc: { epoch: 1 } });',
    ),
    'a session of a socket': socket('socket.request.session.user = null;'),
    "a method of somebody's own":
      'exports.logout = async (req, res) => { await req.user.advance(); res.end(); };',
    'a mutation of Vuex': {
      'src/store/auth.js':
        "import axios from 'axios'; const mutations = { AUTH_LOGOUT(state) { state.token = ''; } }; export default { mutations };",
    },
  },
});
