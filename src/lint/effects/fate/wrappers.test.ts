import { rule } from '../../../../test/support/lint.ts';

rule('revoke-error-swallowed', {
  wrong: {
    'service swallow': {
      'src/auth.service.js': `const Session = require('./models/session');
exports.endSession = async (sid) => { try { await Session.deleteOne({ _id: sid }); } catch (err) { logger.warn({ err }, 'could not delete session'); } };`,
      'src/routes.js': `const auth = require('./auth.service');
router.post('/logout', async (req, res) => { await auth.endSession(req.sid); res.clearCookie('sid').sendStatus(204); });`,
    },
    'service says no and nobody looks': {
      'src/auth.service.js':
        'exports.endSession = async (sid) => { try { await db.sessions.deleteOne({ _id: sid }); return { ok: true }; } catch (err) { return { ok: false, err }; } };',
      'src/routes.js': `const auth = require('./auth.service');
router.post('/logout', async (req, res) => { await auth.endSession(req.sid); res.sendStatus(204); });`,
    },
    'await-to-js': `import to from 'await-to-js';
export const logout = async (req, res) => { const [err] = await to(Session.deleteOne({ _id: req.sid })); res.clearCookie('sid'); res.json({ ok: true }); };`,
    'own helper': {
      'src/safe.ts':
        'export const safe = async (p) => { try { return [null, await p]; } catch (e) { return [e, null]; } };',
      'src/logout.ts': `import { safe } from './safe';
export const logout = async (req, res) => { await safe(Session.deleteOne({ _id: req.sid })); res.json({ ok: true }); };`,
    },
    finally:
      "exports.logout = async (req, res) => { try { await Session.deleteOne({ _id: req.sid }); } finally { res.clearCookie('sid'); res.json({ ok: true }); } };",
    'callback ignoring error':
      "exports.logout = (req, res) => { client.del('session:' + req.sid, (err) => { if (err) console.error(err); res.json({ ok: true }); }); };",
    'nest swallow':
      "@Controller() export class C { constructor(private s: Sessions) {} @Post('logout') async logout(@Req() r) { try { await this.s.revokeSession(r.user.sid); } catch (e) { this.logger.error(e); } return { ok: true }; } }",
    'promise chain':
      'exports.logout = (req, res) => Session.destroy({ where: { id: req.sid } }).catch((e) => console.error(e)).then(() => res.json({ ok: true }));',
    allSettled:
      'exports.logout = async (req, res) => { await Promise.allSettled([Session.deleteOne({ _id: req.sid }), RefreshToken.deleteMany({ user: req.user.id })]); res.json({ ok: true }); };',
  },
  right: {
    'service rethrows': {
      'src/auth.service.js': `const Session = require('./models/session');
exports.endSession = async (sid) => { try { await Session.deleteOne({ _id: sid }); } catch (err) { logger.warn({ err }, 'could not delete session'); throw err; } };`,
      'src/routes.js': `const auth = require('./auth.service');
router.post('/logout', async (req, res) => { await auth.endSession(req.sid); res.clearCookie('sid').sendStatus(204); });`,
    },
    'service says no and handler looks': {
      'src/auth.service.js':
        'exports.endSession = async (sid) => { try { await db.sessions.deleteOne({ _id: sid }); return true; } catch (err) { return false; } };',
      'src/routes.js': `const auth = require('./auth.service');
router.post('/logout', async (req, res) => { if (!(await auth.endSession(req.sid))) return res.sendStatus(503); res.sendStatus(204); });`,
    },
    'cache beside':
      'exports.logout = async (req, res, next) => { try { await prisma.session.delete({ where: { id: req.sid } }); } catch (e) { return next(e); } try { await redis.del(`profile-cache:${req.user.id}`); } catch (e) { logger.warn(e); } res.end(); };',
    'presence beside, not awaited':
      "exports.logout = async (req, res) => { await prisma.session.delete({ where: { id: req.sid } }); redis.srem('online-users', req.user.id); res.end(); };",
    'push token beside':
      'exports.logout = async (req, res) => { await RefreshToken.deleteOne({ token: hash(req.body.token) }); PushSubscription.deleteMany({ user: req.user.id }).catch(() => {}); res.end(); };',
    'await-to-js looked at': `import to from 'await-to-js';
export const logout = async (req, res, next) => { const [err] = await to(Session.deleteOne({ _id: req.sid })); if (err) return next(err); res.json({ ok: true }); };`,
    'callback with error':
      "exports.logout = (req, res) => { client.del('session:' + req.sid, (err) => { if (err) return res.status(500).json({ error: 'x' }); res.json({ ok: true }); }); };",
    'nest filter':
      "@Controller() export class C { constructor(private s: Sessions) {} @Post('logout') async logout(@Req() r) { try { await this.s.revoke(r.user.sid); } catch (e) { throw new ServiceUnavailableException(); } return { ok: true }; } }",
    'queue retry':
      "exports.logout = async (req, res) => { try { await redis.set('bl:' + req.jti, 1); } catch (e) { await retryQueue.add('revoke', { jti: req.jti }); } res.sendStatus(202); };",
    'promise chain right':
      'exports.logout = (req, res, next) => Session.destroy({ where: { id: req.sid } }).then(() => res.json({ ok: true })).catch(next);',
  },
});
