import { expect, it } from 'vitest';
import { findingsIn, of, rule } from '../../../test/support/lint.ts';
import { applyFixes } from '../fix.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'two prefixes': `
exports.logout = async (req, res) => { await redis.set(\`bl_\${req.token}\`, '1'); res.end(); };
exports.isRevoked = (token) => redis.get(\`blacklist:\${token}\`);`,
    'the token here, its id there': `
exports.logout = async (req, res) => { await redis.set('revoked:' + req.token, '1'); res.end(); };
exports.isRevoked = (claims) => redis.exists('revoked:' + claims.jti);`,
    'a hash on one side only': `
exports.logout = async (req, res) => { await redis.set('revoked:' + sha256(req.token), '1'); res.end(); };
exports.isRevoked = (token) => redis.get('revoked:' + token);`,
    'a session that is stored under another name than it is deleted': `
exports.login = async (req, res) => { await redis.set(\`refresh_token:\${user.id}\`, token); res.end(); };
exports.logout = async (req, res) => { await redis.del(\`refresh:\${req.user.id}\`); res.end(); };`,
    'a record that is stored as a hash, and looked for as it is': `
exports.login = async (req, res) => { await prisma.refreshToken.create({ data: { token: sha256(token), userId } }); res.end(); };
exports.logout = async (req, res) => { await prisma.refreshToken.deleteMany({ where: { token: req.body.token } }); res.end(); };`,
    'two files': {
      'logout.js':
        "const redis = require('./redis'); exports.logout = async (req, res) => { await redis.setex('denylist/' + req.token, 60, '1'); res.end(); };",
      'check.js':
        "const redis = require('./redis'); exports.isRevoked = (token) => redis.get('denylist:' + token);",
      'redis.js': "const { createClient } = require('redis'); module.exports = createClient();",
    },
  },
  right: {
    'one function for both': `
const key = (token) => \`bl_\${token}\`;
exports.logout = async (req, res) => { await redis.set(key(req.token), '1'); res.end(); };
exports.isRevoked = (token) => redis.get(key(token));`,
    'the same key, spelled in two ways': `
exports.logout = async (req, res) => { await redis.set('bl:' + req.token, '1'); res.end(); };
exports.isRevoked = (token) => redis.get(\`bl:\${token}\`);`,
    'a prefix that is a constant': `
const PREFIX = 'bl:';
exports.logout = async (req, res) => { await redis.set(PREFIX + req.token, '1'); res.end(); };
exports.isRevoked = (token) => redis.get(\`bl:\${token}\`);`,
    'a key that cannot be seen': `
exports.logout = async (req, res) => { await redis.set(keyOf(req), '1'); res.end(); };
exports.isRevoked = (token) => redis.get('blacklist:' + token);`,
    'keys of different things': `
exports.logout = async (req, res) => { await redis.del('session:' + req.sid); res.end(); };
exports.login = async (req, res) => { await redis.set('session:' + sid, '1'); await redis.set('otp:' + user.id, code); res.end(); };`,
    'a record that is looked for as it is stored': `
exports.login = async (req, res) => { await RefreshToken.create({ token: sha256(token), user }); res.end(); };
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ token: sha256(req.body.token) }); res.end(); };`,
    'a record that is looked for by its owner': `
exports.login = async (req, res) => { await RefreshToken.create({ token: sha256(token), user }); res.end(); };
exports.logout = async (req, res) => { await RefreshToken.deleteMany({ user: req.user.id }); res.end(); };`,
    'nobody who reads':
      "exports.logout = async (req, res) => { await redis.set('bl:' + req.token, '1'); res.end(); };",
  },
});

rule('revocation-fail-open', {
  wrong: {
    'an error that means "not revoked"':
      "const isRevoked = async (jti) => { try { return (await redis.get('revoked:' + jti)) !== null; } catch (error) { console.error(error); return false; } };",
    'a middleware that goes on':
      "const check = async (req, res, next) => { try { if (await redis.get('blacklist:' + req.token)) return res.sendStatus(401); next(); } catch (e) { logger.warn(e); next(); } };",
    'an error that is only logged':
      "const check = async (req, res, next) => { try { if (await redis.get('blacklist:' + req.token)) return res.sendStatus(401); } catch (e) { console.log(e); } next(); };",
    'a catch of a promise':
      'exports.guard = async (req, res, next) => { const dead = await denylist.has(req.jti).catch(() => false); if (dead) return res.sendStatus(401); next(); };',
    'a callback':
      "exports.check = (req, res, next) => client.get('blacklist:' + req.token, (err, found) => { if (err) return next(); if (found) return res.sendStatus(401); next(); });",
  },
  right: {
    'an error that means "revoked"':
      "const isRevoked = async (jti) => { try { return (await redis.get('revoked:' + jti)) !== null; } catch { return true; } };",
    'an error that goes on up':
      "const isRevoked = async (jti) => { try { return (await redis.get('revoked:' + jti)) !== null; } catch (e) { throw new StoreError(e); } };",
    'a middleware that refuses':
      "const check = async (req, res, next) => { try { if (await redis.get('blacklist:' + req.token)) return res.sendStatus(401); next(); } catch (e) { res.sendStatus(503); } };",
    'a middleware that hands the error on':
      "const check = async (req, res, next) => { try { if (await redis.get('blacklist:' + req.token)) return res.sendStatus(401); next(); } catch (e) { next(e); } };",
    'false that refuses':
      "const isTokenValid = async (t) => { try { return !(await redis.get('blacklist:' + t)); } catch { return false; } };",
    'a try that is about something else':
      "const f = async (t) => { try { JSON.parse(t); } catch { return false; } return redis.get('blacklist:' + t); };",
  },
});

rule('revoke-error-swallowed', {
  wrong: {
    'a catch that logs':
      "exports.logout = async (req, res) => { try { await Session.deleteOne({ id: req.sid }); } catch (e) { console.error('error: 500', e); } res.json({ ok: 1 }); };",
    'a catch that answers as if':
      "exports.logout = async (req, res) => { try { await Session.deleteOne({ id: req.sid }); res.end(); } catch (e) { res.clearCookie('sid').json({ ok: 1 }); } };",
    'a catch of the promise':
      'exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }).catch(() => {}); res.end(); };',
    'a service': {
      'c.ts':
        "import { S } from './s'; @Controller() export class C { constructor(private s: S) {} @Post('logout') async logout(@Req() r) { await this.s.end(r.sid); return { ok: true }; } }",
      's.ts':
        'export class S { async end(id: string) { try { await this.redis.del(`session:${id}`); } catch (e) { this.logger.error(e); } return true; } }',
    },
  },
  right: {
    'a catch that answers 500':
      'exports.logout = async (req, res) => { try { await Session.deleteOne({ id: req.sid }); res.end(); } catch (e) { res.status(500).json({}); } };',
    'a catch that hands on':
      'exports.logout = async (req, res, next) => { try { await Session.deleteOne({ id: req.sid }); res.end(); } catch (e) { next(e); } };',
    'a catch that says no':
      'exports.logout = async (req, res) => { try { await Session.deleteOne({ id: req.sid }); return true; } catch (e) { return false; } };',
    'a catch around something else':
      'exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }); try { await paint(1); } catch (e) { console.log(e); } res.end(); };',
    'no catch':
      'exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }); res.end(); };',
  },
});

rule('revoke-not-awaited', {
  wrong: {
    'a model':
      'exports.logout = async (req, res) => { RefreshToken.deleteOne({ token: req.body.token }); res.end(); };',
    Redis:
      "const Redis = require('ioredis'); const redis = new Redis(); exports.logout = (req, res) => { redis.del('session:' + req.sid); res.end(); };",
    'void before it':
      'exports.logout = async (req, res) => { void Session.deleteOne({ id: req.sid }); res.end(); };',
    'a function of the program':
      "async function revoke(sid) { await db.collection('s').deleteOne({ sid }); } exports.logout = async (req, res) => { revoke(req.sid); res.end(); };",
    'a session without a callback':
      "app.post('/logout', (req, res) => { req.session.destroy(); res.redirect('/'); });",
    'a repository that is awaited elsewhere': {
      'a.ts':
        "class A { @Post('logout') async logout(@Req() r) { this.tokens.remove(r.user.session); return { ok: 1 }; } async b() { await this.tokens.remove(1); } }",
    },
  },
  right: {
    await:
      'exports.logout = async (req, res) => { await RefreshToken.deleteOne({ token: req.body.token }); res.end(); };',
    then: 'exports.logout = (req, res) => { RefreshToken.deleteOne({ token: req.body.token }).then(() => res.end()); };',
    return: 'exports.logout = (req, res) => { return RefreshToken.deleteOne({ token: req.body.token }); };',
    'a callback': "app.post('/logout', (req, res) => { req.session.destroy(() => res.redirect('/')); });",
    'a callback of Redis':
      "const redis = require('redis').createClient(); exports.logout = (req, res) => { redis.del('session:' + req.sid, () => res.end()); };",
    'a list in memory':
      'const dead = new Set(); exports.logout = (req, res) => { dead.add(req.token); res.end(); };',
    'a database that does not wait':
      "import Database from 'better-sqlite3'; const db = new Database('x'); exports.logout = (req, res) => { db.prepare('DELETE FROM sessions WHERE id = ?').run(req.sid); res.end(); };",
    'nothing after it':
      'exports.logout = async (req, res) => { res.end(); Session.deleteOne({ id: req.sid }); };',
  },
});

it('awaits what is not awaited where the function is async, and only advises where it is not', () => {
  const code =
    'exports.logout = async (req, res) => { RefreshToken.deleteOne({ token: req.body.token }); res.end(); };';
  const { text } = applyFixes(code, findingsIn(code));
  expect(text).toContain('{ await RefreshToken.deleteOne(');
  expect(of('revoke-not-awaited', text)).toEqual([]);
  const plain = findingsIn(code.replace('async ', '')).find((one) => one.rule === 'revoke-not-awaited');
  expect(plain?.fix?.safe).toBe(false);
});

rule('denylist-never-written', {
  wrong: {
    'a set of the file':
      'const revoked = new Set(); exports.auth = (req, res, next) => (revoked.has(req.token) ? res.sendStatus(401) : next());',
    'an array of the file':
      'let blacklist = []; exports.auth = (req, res, next) => { if (blacklist.includes(req.token)) return res.sendStatus(401); next(); };',
    'a model of a whole program': {
      'auth.js':
        "const { RevokedToken } = require('./models'); exports.auth = async (req, res, next) => { if (await RevokedToken.findOne({ jti: req.jti })) return res.sendStatus(401); next(); };",
      'logout.js':
        'exports.logout = async (req, res) => { /* RevokedToken.create() */ await User.updateOne({ id: 1 }, { token: null }); res.end(); };',
    },
  },
  right: {
    'a set that is added to':
      'const revoked = new Set(); exports.logout = (req, res) => { revoked.add(req.token); res.end(); }; exports.auth = (req, res, next) => (revoked.has(req.token) ? res.sendStatus(401) : next());',
    'a set that others get':
      'export const revoked = new Set(); export const auth = (req, res, next) => (revoked.has(req.token) ? res.sendStatus(401) : next());',
    'a model of one file alone':
      "const { RevokedToken } = require('./models'); exports.auth = async (req, res, next) => { if (await RevokedToken.findOne({ jti: req.jti })) return res.sendStatus(401); next(); };",
    'a list that is filled from the beginning':
      "const revokedReasons = new Set(['fraud', 'left']); exports.a = (reason) => revokedReasons.has(reason);",
    'what a function answers':
      'function revokedOnes() { return []; } exports.a = (t) => revokedOnes().some((one) => one === t);',
    'a model that is saved': {
      'auth.js':
        'exports.auth = async (req, res, next) => { if (await Blacklist.findOne({ token: req.token })) return res.sendStatus(401); next(); };',
      'logout.js':
        'exports.logout = async (req, res) => { await new Blacklist({ token: req.token }).save(); res.end(); };',
    },
  },
});
