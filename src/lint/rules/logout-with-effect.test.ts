import { expect, it } from 'vitest';
import { findingsIn, rule } from '../../../test/support/lint.ts';

const CONTROLLER = `import { Controller, Post, Req } from '@nestjs/common';
import { AuthService } from './auth.service';
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}
  @Post('logout')
  logout(@Req() request: Request) {
    return this.auth.leave(request.user.id);
  }
}`;

rule('logout-no-backend-effect', {
  right: {
    'a session that is destroyed in its store': `
app.post('/logout', (req, res, next) => req.session.destroy((e) => (e ? next(e) : res.end())));`,
    'express-session that is told to destroy what is unset': `
app.use(session({ secret, unset: 'destroy' }));
app.post('/logout', (req, res) => { req.session = null; res.end(); });`,
    'koa-session with a store': `
import session from 'koa-session';
app.use(session({ store }, app));
router.post('/logout', (ctx) => { ctx.session = null; });`,
    'a token that leaves the list of its user': `
exports.logout = async (req, res) => {
  req.user.tokens = req.user.tokens.filter((one) => one.token !== req.token);
  await req.user.save();
  res.end();
};`,
    'a middleware of the route that says that it revokes': `
async function revokeSession(req, res, next) { await Session.deleteOne({ id: req.cookies.sid }); next(); }
app.post('/logout', revokeSession, (req, res) => res.clearCookie('sid').end());`,
    'a version that is raised': `
exports.logout = async (req, res) => { await User.updateOne({ _id: req.user.id }, { $inc: { tokenVersion: 1 } }); res.end(); };`,
    'a list in memory': `
let refreshTokens = [];
app.post('/logout', (req, res) => { refreshTokens = refreshTokens.filter((t) => t !== req.body.token); res.end(); });`,
    SQL: "exports.logout = async (req, res) => { await db.query('DELETE FROM sessions WHERE id = $1', [req.sid]); res.end(); };",
    'a tagged template of SQL':
      'exports.logout = async (req, res) => { await sql`update sessions set ended = now() where id = ${req.sid}`; res.end(); };',
    'a service that is not there to read, and is told who it is': CONTROLLER,
    'a service of another file that writes': {
      'auth.controller.ts': CONTROLLER,
      'auth.service.ts': `
import { Sessions } from './sessions';
export class AuthService {
  constructor(@Inject('sessions') private readonly sessions: Sessions) {}
  leave(id: string) { return this.sessions.forget(id); }
}`,
      'sessions.ts':
        'export class Sessions { forget(id: string) { return this.redis.del(`session:${id}`); } }',
    },
    'an interface that one class of the program implements': {
      'logout.ts': `
import { Tokens } from './tokens';
export class LogoutController { constructor(private tokens: Tokens) {} @Post('logout') handle(@Req() r) { return this.tokens.end(r.user); } }`,
      'tokens.ts': 'export interface Tokens { end(user: User): Promise<void> }',
      'mongo.ts':
        "import { Tokens } from './tokens'; export class M implements Tokens { async end(u) { await this.model.deleteMany({ user: u.id }); } }",
    },
    'a barrel, and a default export': {
      'routes.js': "import { leave } from './lib'; app.post('/logout', leave);",
      'lib/index.js': "export { default as leave } from './leave';",
      'lib/leave.js':
        "import store from './store'; export default async (req, res) => { await store.remove(req.sid); res.end(); };",
      'lib/store.js':
        "const db = require('x'); module.exports = { remove: (id) => db.collection('s').deleteOne({ id }) };",
    },
    'a middleware of the same route that revokes': `
async function revokeIt(req, res, next) { await Session.deleteOne({ token: req.token }); next(); }
router.post('/logout', revokeIt, (req, res) => res.end());`,
    'a call to the back end that keeps the session': {
      'app/api/logout/route.ts':
        "export async function POST(req) { await fetch(`${API}/logout`, { method: 'POST', headers: req.headers }); return new Response(); }",
    },
    'an event that a listener acts on': `
exports.logout = (req, res) => { events.emit('user.logout', req.user.id); res.end(); };`,
    'a time of leaving that tokens are compared with': `
exports.logout = async (req, res) => { await User.updateOne({ _id: req.user.id }, { lastLogout: new Date() }); res.end(); };
exports.guard = (req, res, next) => { if (req.claims.iat * 1000 < req.user.lastLogout) return res.sendStatus(401); next(); };`,
    'a page that asks, beside the route that does it': `
app.get('/logout', (req, res) => res.render('logout'));
app.post('/logout', async (req, res) => { await Session.deleteOne({ id: req.sid }); res.end(); });`,
    'one that says that it is not there yet':
      "exports.logout = (req, res) => { throw new Error('not implemented'); };",
    'a setting of a library':
      "const jwt = require('jsonwebtoken'); export const options = { events: { signOut() { console.log('bye'); } } };",
    'what only speaks of logging out': `
exports.logoutSuccess = (req, res) => res.render('bye');
app.get('/auth/logout/callback', (req, res) => res.redirect('/'));`,
    'a sign-out at an identity provider': `
export async function POST() { const supabase = await createClient(); await supabase.auth.signOut(); return Response.json({}); }`,
  },
});

it('reports one mistake once: at the handler, and not again in the service that it calls', () => {
  const found = findingsIn({
    'auth.controller.ts': CONTROLLER,
    'auth.service.ts':
      '@Injectable() export class AuthService { leave(id: string) { return this.logout(); } logout() { return true; } }',
  });
  expect(found.filter((one) => one.rule === 'logout-no-backend-effect').map(({ file }) => file)).toEqual([
    'auth.controller.ts',
  ]);
});

it('says when it could not see everything, and is sure when the author says that nothing is done', () => {
  const certainty = (code: string): string[] =>
    findingsIn(code)
      .filter((one) => one.rule === 'logout-no-backend-effect')
      .map((one) => one.certainty);
  const handler = "exports.logout = (req, res) => { paint('blue'); res.end(); };";
  expect(certainty('exports.logout = (req, res) => { res.end(); };')).toEqual(['proven']);
  expect(certainty(handler)).toEqual(['cannot-see-callee']);
  expect(certainty(`// stateless, nothing to do on the server\n${handler}`)).toEqual(['proven']);
});

it.each([
  ['res.end();', 'changes nothing on the server'],
  ["res.clearCookie('t').end();", 'only asks the browser to forget its cookie'],
  ['req.session = null; res.end();', 'empties a session'],
  ["await AuditLog.create({ event: 'left' }); res.end();", 'only records that somebody has left'],
])('says what the logout does instead: %s', (body, said) => {
  const [finding] = findingsIn(`exports.logout = async (req, res) => { ${body} };`);
  expect(finding?.message).toContain(said);
});
