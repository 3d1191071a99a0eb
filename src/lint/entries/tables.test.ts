import { rule } from '../../../test/support/lint.ts';

rule('logout-via-get', {
  wrong: {
    'tuple table': `const routes = [['get', '/logout', logout], ['post', '/login', login]]; async function logout(req, res) { await Sessions.destroy(req.sid); res.end(); } function login(req, res) {} for (const [m, p, h] of routes) app[m](p, h);`,
    'keyed table': {
      'src/routes.js': `const auth = require('./auth'); module.exports = { 'POST /login': auth.login, 'GET /logout': auth.logout };`,
      'src/auth.js': `exports.login = () => {}; exports.logout = async (req, res) => { await db.sessions.delete(req.sid); res.redirect('/'); };`,
    },
    sails: {
      'config/routes.js': `module.exports.routes = { 'GET /logout': 'AuthController.logout', 'POST /login': 'AuthController.login' };`,
    },
    'hapi list': `server.route([{ method: ['GET', 'POST'], path: '/logout', handler: (request, h) => { request.yar.reset(); return h.redirect('/'); } }]);`,
  },
  right: {
    'a loader that only shows who is to go': {
      'app/routes/signout.tsx': `export async function loader({ request }) { const s = await getSession(request.headers.get('Cookie')); const user = await userById(s.get('userId')); return json({ name: user.name }, { headers: { 'Set-Cookie': await commitSession(s) } }); } export async function action({ request }) { return redirect('/', { headers: { 'Set-Cookie': await destroySession(await getSession(request.headers.get('Cookie'))) } }); }`,
    },
    'post in table': `module.exports = [{ method: 'post', path: '/logout', handler: (req, res) => { req.session.destroy(() => res.end()); } }];`,
    'react router': `export const routes = [{ path: '/logout', method: 'get', element: Logout }];`,
    'openapi docs': `module.exports = { paths: { '/logout': { get: { summary: 'x' } } } };`,
  },
});
