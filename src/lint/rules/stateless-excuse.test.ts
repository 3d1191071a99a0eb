import { rule } from '../../../test/support/lint.ts';

rule('stateless-excuse', {
  wrong: {
    'in the service': {
      's.ts': `export class AuthService { async logout(_id: string) { // FIXME: revoke the token, needs redis in production
 return true; } }`,
      'c.ts': `import { AuthService } from './s'; const service = new AuthService();
export async function routes(app: FastifyInstance) { app.post('/auth/logout', async (request, reply) => { await service.logout(request.user.id); return reply.send({ ok: true }); }); }`,
    },
    "above the service's method": {
      's.ts': `export class AuthService {
  /** We rely on short-lived access tokens, so there is nothing to revoke here. */
  async signOut() { return { ok: true }; } }`,
      'c.ts': `import { AuthService } from './s'; const service = new AuthService();
export async function routes(app: FastifyInstance) { app.post('/auth/logout', async (request, reply) => { await service.signOut(); return reply.send({ ok: true }); }); }`,
    },
    helper: {
      'src/a.ts': `const express = require('express'); const app = express();
// the client is responsible for throwing the token away
function endSession(res) { res.clearCookie('t'); }
app.post('/logout', (req, res) => { endSession(res); res.json({ ok: true }); });`,
    },
    noop: {
      'src/a.ts': `app.post('/logout', (req, res) => { res.clearCookie('t'); /* no-op on the server, tokens are self-contained */ res.json({}); });`,
    },
    'not tracked': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* we don't store tokens, nothing else we can do */ res.clearCookie('t'); res.json({}); });`,
    },
    'short lived': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* access tokens are short lived (15 min) so this is fine */ res.clearCookie('t'); res.json({}); });`,
    },
    cannot: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* A JWT stays valid till its exp */ res.clearCookie('t'); res.json({}); });`,
    },
    'no server session': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* there's no server-side session to destroy */ res.clearCookie('t'); res.json({}); });`,
    },
    'client job': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* it's up to the frontend to remove the token */ res.json({}); });`,
    },
    'client job 2': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* logout is handled on the client */ res.json({}); });`,
    },
    todo: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* @todo add the jti to a blocklist */ res.json({}); });`,
    },
    'todo 2': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* XXX we do not invalidate the session yet */ res.json({}); });`,
    },
    placeholder: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* placeholder until token revocation exists */ res.json({}); });`,
    },
    message: {
      'src/a.ts': `app.post('/logout', (req, res) => { res.json({ message: 'Logged out. Please remove the token from your storage.' }); });`,
    },
    'message 2': {
      'src/a.ts': `app.post('/logout', (req, res) => { res.json({ message: 'Discard your token to complete logout' }); });`,
    },
    enough: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* deleting the cookie is enough */ res.clearCookie('t'); res.json({}); });`,
    },
    'self-contained': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* self-contained tokens can't be taken back before they expire */ res.clearCookie('t'); res.json({}); });`,
    },
    spanish: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* el token se elimina en el cliente */ res.json({}); });`,
    },
    portuguese: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* o token é removido no cliente, o JWT não tem estado */ res.json({}); });`,
    },
    german: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* Der Client muss das Token selbst löschen */ res.json({}); });`,
    },
    french: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* côté client, on supprime le token */ res.json({}); });`,
    },
    chinese: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* JWT 无状态,客户端删除 token 即可 */ res.json({}); });`,
    },
    'wait for exp': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* good enough: the token dies on its own in an hour */ res.json({}); });`,
    },
    'we skip': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* skipping revocation for now */ res.json({}); });`,
    },
    'not implemented': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* revoking is not supported yet */ res.json({}); });`,
    },
  },
  right: {
    'helper of something else': {
      'src/a.ts': `const express = require('express'); const app = express();
function endSession(res) { res.clearCookie('t'); /* same path as at login */ }
app.post('/logout', (req, res) => { endSession(res); res.json({ ok: true }); });`,
    },
    'logout works': {
      'src/a.ts': `const express = require('express'); const app = express();
// JWTs are stateless, so we keep a denylist.
app.post('/logout', async (req, res) => { await redis.set('deny:' + req.jti, '1'); res.json({ ok: true }); });`,
    },
    plain: {
      'src/a.ts': `app.post('/logout', (req, res) => { /* clear the auth cookie */ res.clearCookie('t'); res.json({ message: 'Logged out successfully' }); });`,
    },
    'plain 2': {
      'src/a.ts': `// Logs the user out and clears the session cookie
app.post('/logout', (req, res) => { res.clearCookie('t'); res.json({ message: 'You have been signed out' }); });`,
    },
    'plain 3': {
      'src/a.ts': `/** POST /logout - removes the cookie. @returns 200 when the user is logged out */
app.post('/logout', (req, res) => { res.clearCookie('t'); res.json({ message: 'Session ended, see you' }); });`,
    },
    'plain 4': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* The options have to be those of the login, or the browser keeps the cookie */ res.clearCookie('t'); res.json({}); });`,
    },
    'plain 5': {
      'src/a.ts': `app.post('/logout', (req, res) => { if (!req.cookies.t) return res.status(400).json({ message: 'No token was provided' }); res.clearCookie('t'); res.json({}); });`,
    },
    'plain 6': {
      'src/a.ts': `app.post('/logout', (req, res) => { /* remove token from cookies */ res.clearCookie('t'); res.json({ message: 'Token removed' }); });`,
    },
  },
});
