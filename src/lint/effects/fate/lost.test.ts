import { rule } from '../../../../test/support/lint.ts';

rule('revoke-not-awaited', {
  wrong: {
    'a list that is awaited':
      'exports.logout = async (req, res) => { await docs.map(async (doc) => { await doc.ref.delete(); }); res.end(); };',
    'forEach async': {
      'src/a.ts':
        'export const signOutAll = async (req: Request, res: Response) => { const sessions = await prisma.session.findMany({ where: { userId: req.user.id } }); sessions.forEach(async (s) => { await prisma.session.delete({ where: { id: s.id } }); }); res.json({ n: 1 }); };',
    },
    'forEach plain': {
      'src/a.ts': `exports.logout = async (req, res) => { const ids = await redis.smembers('s'); ids.forEach((id) => redis.del('session:' + id)); res.end(); };`,
    },
    'map without all': {
      'src/a.ts': `exports.logout = async (req, res) => { const ids = await redis.smembers('s'); ids.map(async (id) => { await redis.del('session:' + id); }); res.end(); };`,
    },
    'immediately called': {
      'src/a.ts':
        'exports.logout = (req, res) => { (async () => { await Session.deleteOne({ id: req.sid }); })(); res.end(); };',
    },
    'Promise.all not awaited': {
      'src/a.ts': `exports.logout = (req, res) => { Promise.all(ids.map((id) => redis.del('session:' + id))); res.end(); };`,
    },
    'void allSettled': {
      'src/a.ts':
        'exports.logout = (req, res) => { void Promise.allSettled([Session.deleteOne({ id: req.sid }), Token.deleteMany({ id: 1 })]); res.end(); };',
    },
    'lodash forEach': {
      'src/a.ts':
        'exports.logout = async (req, res) => { _.forEach(ids, async (id) => { await Session.deleteOne({ id }); }); res.end(); };',
    },
    'for of without await': {
      'src/a.ts':
        'exports.logout = async (req, res) => { for (const id of ids) Session.deleteOne({ id }); res.end(); };',
    },
    'forEach by a named function': {
      'src/a.ts': `const revoke = async (id) => { await Session.deleteOne({ id }); };
exports.logout = async (req, res) => { ids.forEach(revoke); res.end(); };`,
    },
    'on finish': {
      'src/a.ts': `exports.logout = (req, res) => { res.on('finish', async () => { await Session.deleteOne({ id: req.sid }); }); res.end(); };`,
    },
    waitUntil: {
      'src/a.ts': `export async function POST(request: Request, ctx: Ctx) { ctx.waitUntil(redis.del('session:' + request.sid)); return new Response('ok'); }
export const logout = async (req: Request, ctx: Ctx) => { ctx.waitUntil(redis.del('session:' + req.sid)); return new Response('ok'); };`,
    },
    'Promise.resolve then': {
      'src/a.ts':
        'exports.logout = (req, res) => { Promise.resolve().then(() => Session.deleteOne({ id: req.sid })); res.end(); };',
    },
    'variable never awaited': {
      'src/a.ts':
        'exports.logout = async (req, res) => { const done = Session.deleteOne({ id: req.sid }); res.end(); };',
    },
    conditional: {
      'src/a.ts':
        'exports.logout = async (req, res) => { req.sid && Session.deleteOne({ id: req.sid }); res.end(); };',
    },
    if: {
      'src/a.ts':
        'exports.logout = async (req, res) => { if (req.sid) { Session.deleteOne({ id: req.sid }).exec(); } res.end(); };',
    },
    'service forEach': {
      'c.ts': `import { S } from './s'; @Controller() export class C { constructor(private s: S) {} @Post('logout') async logout(@Req() r) { await this.s.endAll(r.user.id); return { ok: true }; } }`,
      's.ts': `import { Repository } from 'typeorm';
export class S { constructor(private readonly sessionRepository: Repository<Session>) {} async endAll(id: string) { const all = await this.sessionRepository.find({ id }); all.forEach(async (one) => { await this.sessionRepository.remove(one); }); } }`,
    },
  },
  right: {
    'a list that is awaited one by one':
      'exports.logout = async (req, res) => { await Promise.all(docs.map(async (doc) => { await doc.ref.delete(); })); res.end(); };',
    'map with all': {
      'src/a.ts': `exports.logout = async (req, res) => { const ids = await redis.smembers('s'); await Promise.all(ids.map(async (id) => { await redis.del('session:' + id); })); res.end(); };`,
    },
    'map kept': {
      'src/a.ts': `exports.logout = async (req, res) => { const ids = await redis.smembers('s'); const all = ids.map((id) => redis.del('session:' + id)); await Promise.all(all); res.end(); };`,
    },
    'forEach pushes': {
      'src/a.ts': `exports.logout = async (req, res) => { const all = []; const ids = await redis.smembers('s'); ids.forEach((id) => { all.push(redis.del('session:' + id)); }); await Promise.all(all); res.end(); };`,
    },
    'forEach pushes without block': {
      'src/a.ts': `exports.logout = async (req, res) => { const all = []; const ids = await redis.smembers('s'); ids.forEach((id) => all.push(redis.del('session:' + id))); await Promise.all(all); res.end(); };`,
    },
    'forEach on a pipeline': {
      'src/a.ts': `const Redis = require('ioredis'); const redis = new Redis();
exports.logout = async (req, res) => { const pipeline = redis.pipeline(); ids.forEach((id) => pipeline.del('session:' + id)); await pipeline.exec(); res.end(); };`,
    },
    'multi in a variable': {
      'src/a.ts': `const Redis = require('ioredis'); const redis = new Redis();
exports.logout = async (req, res) => { const multi = redis.multi(); multi.del('session:' + req.sid); multi.srem('x', req.sid); await multi.exec(); res.end(); };`,
    },
    'forEach in memory': {
      'src/a.ts': `const sessions = new Map();
exports.logout = (req, res) => { ids.forEach((id) => sessions.delete(id)); res.end(); };`,
    },
    'batch of firestore': {
      'src/a.ts':
        'exports.logout = async (req, res) => { const batch = db.batch(); docs.forEach((doc) => batch.delete(doc.ref)); await batch.commit(); res.end(); };',
    },
    'immediately called, awaited': {
      'src/a.ts':
        'exports.logout = async (req, res) => { await (async () => { await Session.deleteOne({ id: req.sid }); })(); res.end(); };',
    },
    'for of with await': {
      'src/a.ts':
        'exports.logout = async (req, res) => { for (const id of ids) await Session.deleteOne({ id }); res.end(); };',
    },
    'variable awaited': {
      'src/a.ts':
        'exports.logout = async (req, res) => { const done = Session.deleteOne({ id: req.sid }); await mail(); await done; res.end(); };',
    },
    'forEach sockets': {
      'src/a.ts':
        'exports.logout = async (req, res) => { await Session.deleteOne({ id: 1 }); sockets.forEach((s) => s.disconnect()); res.end(); };',
    },
    'forEach answers': {
      'src/a.ts':
        'exports.logout = (req, res) => { Session.find({ user: 1 }, (err, all) => { async.each(all, (one, cb) => one.remove(cb), (err) => res.end()); }); };',
    },
  },
});
