import { rule } from '../../../../test/support/lint.ts';

rule('revocation-fail-open', {
  wrong: {
    'session chain': {
      'src/a.ts': `import jwt from 'jsonwebtoken'; import { sessions } from './sessions.js';
export function authenticate(req, res, next) {
  let claims; try { claims = jwt.verify(req.cookies.token, S); } catch { return res.sendStatus(401); }
  return sessions.isActive(claims.sid).then((active) => { if (!active) return res.sendStatus(401); req.user = claims; return next(); })
    .catch((error) => { console.warn('down', error.code); req.user = claims; return next(); });
}`,
    },
    'list chain with two arguments': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export function authenticate(req, res, next) {
  const claims = jwt.verify(req.cookies.token, S);
  denylist.has(claims.jti).then((dead) => (dead ? res.sendStatus(401) : next()), () => next());
}`,
    },
    'list chain then catch': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export function authenticate(req, res, next) {
  const claims = jwt.verify(req.cookies.token, S);
  denylist.has(claims.jti).then((dead) => { if (dead) return res.sendStatus(401); next(); }).catch((err) => { logger.error(err); next(); });
}`,
    },
    'active, or true': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export async function canActivate(context) { const claims = jwt.verify(tokenOf(context), S); return this.sessions.isActive(claims.sid).catch(() => true); }`,
    },
    'named handler': {
      'src/a.ts': `const open = (error) => { console.error(error); return false; };
export async function guard(req, res, next) { const dead = await denylist.isRevoked(req.jti).catch(open); if (dead) return res.sendStatus(401); next(); }`,
    },
    'session callback': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.auth = (req, res, next) => { const claims = jwt.verify(req.token, S); sessionStore.get(claims.sid, (err, session) => { if (err) { req.user = claims; return next(); } if (!session) return res.sendStatus(401); req.user = claims; next(); }); };`,
    },
    'null that is not false': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.auth = async (req, res, next) => { const claims = jwt.verify(req.token, S); const active = await sessions.isActive(claims.sid).catch(() => undefined); if (active === false) return res.sendStatus(401); req.user = claims; next(); };`,
    },
    'race with a timeout': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.auth = async (req, res, next) => { const claims = jwt.verify(req.token, S); const dead = await Promise.race([denylist.has(claims.jti), sleep(50).then(() => false)]); if (dead) return res.sendStatus(401); next(); };`,
    },
    koa: {
      'src/a.ts': `const jwt = require('jsonwebtoken');
module.exports = async (ctx, next) => { const claims = jwt.verify(ctx.token, S); try { if (await denylist.has(claims.jti)) ctx.throw(401); } catch (e) { if (e.status === 401) throw e; } ctx.state.user = claims; await next(); };`,
    },
    'jose chain returning claims': {
      'src/a.ts': `import { jwtVerify } from 'jose';
export async function viewer(request) { const { payload } = await jwtVerify(tokenOf(request), key); return sessions.find(payload.sid).then((s) => (s ? payload : null)).catch(() => payload); }`,
    },
    'observable catchError': {
      'src/a.ts': `import { of } from 'rxjs';
export class G { canActivate(c) { const claims = this.jwt.verify(tokenOf(c)); return this.denylist.isRevoked(claims.jti).pipe(map((dead) => !dead), catchError(() => of(true))); } }`,
    },
  },
  right: {
    'session chain that refuses': {
      'src/a.ts': `import jwt from 'jsonwebtoken'; import { sessions } from './sessions.js';
export function authenticate(req, res, next) {
  let claims; try { claims = jwt.verify(req.cookies.token, S); } catch { return res.sendStatus(401); }
  return sessions.isActive(claims.sid).then((active) => { if (!active) return res.sendStatus(401); req.user = claims; return next(); })
    .catch((error) => res.sendStatus(503));
}`,
    },
    'session chain, catch next': {
      'src/a.ts': `import jwt from 'jsonwebtoken'; import { sessions } from './sessions.js';
export function authenticate(req, res, next) {
  const claims = jwt.verify(req.cookies.token, S);
  return sessions.isActive(claims.sid).then((active) => { if (!active) return res.sendStatus(401); req.user = claims; return next(); }).catch(next);
}`,
    },
    'verify inside the chain': {
      'src/a.ts': `export function optional(req, res, next) {
  jwtVerify(req.cookies.token, S).then(({ payload }) => sessions.find(payload.sid).then((s) => { req.user = s && payload; next(); })).catch(() => next());
}`,
    },
    'active, or false': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export async function canActivate(context) { const claims = jwt.verify(tokenOf(context), S); return this.sessions.isActive(claims.sid).catch(() => false); }`,
    },
    'revoked, or true': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export async function canActivate(context) { const claims = jwt.verify(tokenOf(context), S); return !(await this.denylist.isRevoked(claims.jti).catch(() => true)); }`,
    },
    'named handler that throws': {
      'src/a.ts': `const shut = (error) => { console.error(error); throw new Error('503'); };
export async function guard(req, res, next) { const dead = await denylist.isRevoked(req.jti).catch(shut); if (dead) return res.sendStatus(401); next(); }`,
    },
    'session callback that refuses': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.auth = (req, res, next) => { const claims = jwt.verify(req.token, S); sessionStore.get(claims.sid, (err, session) => { if (err) return next(err); if (!session) return res.sendStatus(401); req.user = claims; next(); }); };`,
    },
    'session callback without token': {
      'src/a.ts':
        'exports.load = (req, res, next) => { sessionStore.get(req.cookies.sid, (err, session) => { if (err) return next(); req.session = session; next(); }); };',
    },
    'null that refuses': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.auth = async (req, res, next) => { const claims = jwt.verify(req.token, S); const active = await sessions.isActive(claims.sid).catch(() => undefined); if (!active) return res.sendStatus(401); req.user = claims; next(); };`,
    },
    'jose chain returning null': {
      'src/a.ts': `import { jwtVerify } from 'jose';
export async function viewer(request) { const { payload } = await jwtVerify(tokenOf(request), key); return sessions.find(payload.sid).then((s) => (s ? payload : null)).catch(() => null); }`,
    },
    'other catch': {
      'src/a.tsx':
        'export async function f(req) { const profile = await profiles.get(req.session.id).catch(() => null); return profile; }',
    },
    'logout chain': {
      'src/a.ts':
        'export function logout(req, res, next) { return sessions.find(req.sid).then((s) => s.end()).then(() => res.end()).catch(() => res.sendStatus(500)); }',
    },
  },
});
