import { rule } from '../../../../test/support/lint.ts';

rule('revoke-error-swallowed', {
  wrong: {
    allSettled: {
      'src/a.ts':
        'export async function logoutEverywhere(request: FastifyRequest, reply: FastifyReply) { const ids = await devices.of(request.user.id); await Promise.allSettled(ids.map((id) => redis.del(`device:${id}`))); await reply.send({ ok: true }); }',
    },
    'allSettled, never used': {
      'src/a.tsx':
        'export async function logoutEverywhere(req: Request, res: Response) { const results = await Promise.allSettled([Session.deleteMany({ user: req.user.id }), RefreshToken.deleteMany({ user: req.user.id })]); res.json({ ok: true }); }',
    },
    'allSettled, only counted': {
      'src/a.tsx':
        'export async function logoutEverywhere(req: Request, res: Response) { const results = await Promise.allSettled([Session.deleteMany({ user: req.user.id })]); res.json({ ok: true, count: results.length }); }',
    },
    'allSettled in then': {
      'src/a.ts':
        'exports.logout = (req, res) => { Promise.allSettled([Session.deleteOne({ id: req.sid }), Token.deleteOne({ id: req.jti })]).then(() => res.json({ ok: true })); };',
    },
    'service settles': {
      'c.ts': `import { S } from './s'; @Controller() export class C { constructor(private s: S) {} @Post('logout') async logout(@Req() r) { await this.s.endAll(r.user.id); return { ok: true }; } }`,
      's.ts':
        'export class S { async endAll(id: string) { const all = await this.sessions.find({ id }); await Promise.allSettled(all.map((one) => this.sessions.remove(one))); } }',
    },
    'await-to-js': {
      'src/a.ts': `import to from 'await-to-js';
export const logout = async (req, res) => { const [err] = await to(Session.deleteOne({ id: req.sid })); res.json({ ok: true }); };`,
    },
    'second argument of then': {
      'src/a.ts':
        'exports.logout = (req, res) => { Session.deleteOne({ id: req.sid }).then(() => res.json({ ok: 1 }), () => res.json({ ok: 1 })); };',
    },
    'finally answers': {
      'src/a.ts': `exports.logout = (req, res) => { redis.del('sess:' + req.sid).finally(() => res.sendStatus(204)); };`,
    },
    'try finally': {
      'src/a.ts': `exports.logout = async (req, res) => { try { await redis.del('sess:' + req.sid); } finally { res.clearCookie('sid'); res.json({ ok: true }); } };`,
    },
    'catch named handler': {
      'src/a.ts': `const ignore = (e) => { console.error(e); };
exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }).catch(ignore); res.end(); };`,
    },
    'callback with error unread': {
      'src/a.ts': `exports.logout = (req, res) => { redis.del('sess:' + req.sid, (err, n) => { res.json({ ok: true }); }); };`,
    },
    'catch in each': {
      'src/a.ts': `exports.logoutAll = async (req, res) => { const ids = await redis.smembers('sessions:' + req.user.id); await Promise.all(ids.map((id) => redis.del('sess:' + id).catch(() => null))); res.json({ ok: true }); };`,
    },
  },
  right: {
    'allSettled looked at': {
      'src/a.ts': `export async function logoutEverywhere(request: FastifyRequest, reply: FastifyReply) { const ids = await devices.of(request.user.id); const results = await Promise.allSettled(ids.map((id) => redis.del(\`device:\${id}\`))); if (results.some((r) => r.status === 'rejected')) return reply.code(503).send(); await reply.send({ ok: true }); }`,
    },
    'allSettled in then, looked at': {
      'src/a.ts': `exports.logout = (req, res) => { Promise.allSettled([Session.deleteOne({ id: req.sid })]).then((all) => all.every((one) => one.status === 'fulfilled') ? res.end() : res.sendStatus(500)); };`,
    },
    'allSettled of mails': {
      'src/a.ts':
        'exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }); await Promise.allSettled([mailer.send(1), sockets.close(2)]); res.end(); };',
    },
    'allSettled by a helper': {
      'src/a.ts':
        'exports.logout = async (req, res) => { const results = await Promise.allSettled([Session.deleteOne({ id: req.sid })]); throwIfRejected(results); res.end(); };',
    },
    'allSettled returned': {
      'src/a.ts':
        'exports.logout = async (req, res) => { const out = await Promise.allSettled([Session.deleteOne({ id: req.sid })]); res.status(out.find((o) => o.reason) ? 500 : 200).end(); };',
    },
    'await-to-js looked at': {
      'src/a.ts': `import to from 'await-to-js';
export const logout = async (req, res) => { const [err] = await to(Session.deleteOne({ id: req.sid })); if (err) return res.status(500).end(); res.json({ ok: true }); };`,
    },
    'second argument of then refuses': {
      'src/a.ts':
        'exports.logout = (req, res, next) => { Session.deleteOne({ id: req.sid }).then(() => res.json({ ok: 1 }), next); };',
    },
    'try finally clears': {
      'src/a.ts': `exports.logout = async (req, res) => { try { await redis.del('sess:' + req.sid); } finally { res.clearCookie('sid'); } res.json({ ok: true }); };`,
    },
    'catch named handler rethrows': {
      'src/a.ts': `const rethrow = (e) => { throw new Error('x'); };
exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }).catch(rethrow); res.end(); };`,
    },
    client: {
      'src/a.tsx': `export const logout = async () => { try { await api.post('/logout'); } catch (e) { console.log(e); } localStorage.clear(); };`,
    },
  },
});
