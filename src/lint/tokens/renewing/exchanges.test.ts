import { rule } from '../../../../test/support/lint.ts';

const LOGIN = `const jwt = require('jsonwebtoken');
const access = (sub) => jwt.sign({ sub, jti: uuid() }, A, { expiresIn: '15m' });
exports.refresh = async (req, res) => {
  const row = await RefreshToken.findOne({ token: req.body.refreshToken });
  if (!row) return res.sendStatus(401);
  res.json({ accessToken: access(row.user) });
};`;

rule('refresh-survives-logout', {
  wrong: {
    'a stored refresh token beside a denylist': `${LOGIN}
exports.logout = async (req, res) => { await redis.set(\`deny:\${req.claims.jti}\`, '1'); res.end(); };`,
    'a push device that is forgotten': `${LOGIN}
exports.logout = async (req, res) => { await PushDevice.deleteMany({ token: req.body.device }); res.end(); };`,
    'both in Redis': `
exports.refresh = async (req, res) => { const id = await redis.get(\`refresh:\${req.body.token}\`); if (!id) return res.sendStatus(401); res.json(issue(id)); };
exports.logout = async (req, res) => { await redis.set(\`deny:\${req.claims.jti}\`, '1'); res.end(); };`,
    'a session of access tokens, where refresh tokens are kept with the user': `
export const auth = router({
  refresh: publicProcedure.mutation(async ({ ctx, input }) => {
    const user = await ctx.db.user.findFirst({ where: { refreshHash: sha256(input.token) } });
    if (!user) throw new TRPCError({ code: 'UNAUTHORIZED' });
    return ctx.db.accessSession.create({ data: { userId: user.id } });
  }),
  signOut: protectedProcedure.mutation(async ({ ctx }) => { await ctx.db.accessSession.delete({ where: { id: ctx.session.id } }); }),
});`,
  },
  right: {
    'one that is deleted too': `${LOGIN}
exports.logout = async (req, res) => { await redis.set(\`deny:\${req.claims.jti}\`, '1'); await RefreshToken.deleteMany({ user: req.claims.sub }); res.end(); };`,
    'one that may be deleted with its session': `${LOGIN}
exports.logout = async (req, res) => { await Session.deleteOne({ id: req.claims.sid }); res.end(); };`,
    'a refresh that asks the session as well': `
exports.refresh = async (req, res) => { const row = await RefreshToken.findOne({ token: req.body.refreshToken }); const login = await Login.findOne({ id: row.login }); if (!login) return res.sendStatus(401); res.json(issue(login)); };
exports.logout = async (req, res) => { await Login.deleteOne({ id: req.claims.sid }); res.end(); };`,
    'a refresh of which a part is not there to read': `
exports.refresh = async (req, res) => { const row = await RefreshToken.findOne({ token: req.body.refreshToken }); await this.policy.admit(row.userId); res.json(issue(row.userId)); };
exports.logout = async (req, res) => { await Ticket.deleteOne({ id: req.claims.tid }); res.end(); };`,
    'a refresh that asks something else as well': `
exports.refresh = async (req, res) => { const row = await RefreshToken.findOne({ token: req.body.refreshToken }); const policy = await Policy.findOne({ id: row.policy }); if (!policy.open) return res.sendStatus(401); res.json(issue(row)); };
exports.logout = async (req, res) => { await Ticket.deleteOne({ id: req.claims.tid }); res.end(); };`,
    'the same row': `
exports.refresh = async (req, res) => { const s = await Login.findOneAndUpdate({ refresh: req.body.refreshToken }, { refresh: uuid() }); if (!s) return res.sendStatus(401); res.json(issue(s.user)); };
exports.logout = async (req, res) => { await Login.deleteOne({ _id: req.claims.sid }); res.end(); };`,
  },
});

const VERSION = `const { verify, sign } = require('jsonwebtoken');
exports.refresh = async (req, res) => {
  const claims = verify(req.cookies.rt, process.env.REFRESH_SECRET);
  const user = await User.findById(claims.id);
  if (user.tokenVersion !== claims.tokenVersion) return res.sendStatus(401);
  res.json({ accessToken: sign({ id: user.id, jti: uuid() }, A, { expiresIn: '1d' }) });
};
exports.logout = async (req, res) => { await User.updateOne({ id: req.user.id }, { $inc: { tokenVersion: 1 } }); res.end(); };`;

rule('access-survives-logout', {
  wrong: {
    'a version that is compared at renewal alone': `${VERSION}
exports.auth = (req, res, next) => { req.user = verify(req.headers.authorization, A); next(); };`,
  },
  right: {
    'a version that is compared at each request': `${VERSION}
exports.auth = async (req, res, next) => { const claims = verify(req.headers.authorization, A); const user = await User.findById(claims.id); if (user.tokenVersion !== claims.tokenVersion) return res.sendStatus(401); next(); };`,
    'a version that is compared by one of two': `${VERSION}
exports.auth = (req, res, next) => { req.user = verify(req.headers.authorization, A); next(); };
exports.strict = async (req, res, next) => { const claims = verify(req.headers.authorization, A); const user = await User.findById(claims.id); if (user.tokenVersion !== claims.tokenVersion) return res.sendStatus(401); next(); };`,
  },
});

const ACCESS = (logout: string, ask = '', guard = ''): Record<string, string> => ({
  'src/auth.ts': `import jwt from 'jsonwebtoken'; import { db, redis } from './stores';
export async function guard(req, res, next) {
  const claims = jwt.verify(req.headers.authorization.slice(7), process.env.A);
  ${guard}
  req.user = claims; next();
}
export async function refresh(req, res) {
  ${ask}
  if (!row) return res.sendStatus(401);
  res.json({ token: jwt.sign({ sub: row.userId, jti: uuid() }, process.env.A, { expiresIn: '10m' }) });
}
export async function logout(req, res) { ${logout} res.clearCookie('r').sendStatus(204); }`,
});
const KNEX = "const row = await db('grants').where({ digest: sha(req.cookies.r) }).first();";

rule('access-survives-logout', {
  wrong: {
    'a row of a table that only renewing asks': ACCESS(
      "await db('grants').where({ digest: sha(req.cookies.r) }).del();",
      KNEX,
    ),
    'a row of a builder': ACCESS(
      'await db.delete(grants).where(eq(grants.digest, sha(req.cookies.r)));',
      'const [row] = await db.select().from(grants).where(eq(grants.digest, sha(req.cookies.r)));',
    ),
    'a session that only renewing asks': ACCESS(
      'await db.session.delete({ where: { digest: sha(req.cookies.r) } });',
      'const row = await db.session.findUnique({ where: { digest: sha(req.cookies.r) } });',
    ),
    'a key under which a refresh token was set': {
      'src/auth.ts': `import jwt from 'jsonwebtoken'; import { redis } from './stores';
export function guard(req, res, next) { req.user = jwt.verify(req.cookies.a, process.env.A); next(); }
export async function login(req, res) { const refreshToken = jwt.sign({ sub: 1, jti: 2 }, process.env.R, { expiresIn: '7d' }); await redis.set(req.body.id, refreshToken); res.end(); }
export async function logout(req, res) { await redis.del(req.user.id); res.end(); }`,
    },
  },
  right: {
    'a guard that asks it as well': ACCESS(
      "await db('grants').where({ digest: sha(req.cookies.r) }).del();",
      KNEX,
      "if (!(await db('grants').where({ id: claims.sid }).first())) return res.sendStatus(401);",
    ),
    'a table that renewing does not ask': ACCESS(
      "await db('leases').where({ digest: sha(req.cookies.r) }).del();",
      KNEX,
    ),
    'a row of a person': ACCESS(
      "await db('users').where({ id: req.user.sub }).update({ note: 'left' });",
      "const row = await db('users').where({ id: 1 }).first();",
    ),
    'a key under which other things are set': {
      'src/auth.ts': `import jwt from 'jsonwebtoken'; import { redis } from './stores';
export function guard(req, res, next) { req.user = jwt.verify(req.cookies.a, process.env.A); next(); }
export async function login(req, res) { await redis.set(req.body.id, Date.now()); res.end(); }
export async function logout(req, res) { await redis.del(req.user.id); res.end(); }`,
    },
  },
});

rule('refresh-survives-logout', {
  wrong: {
    'a store of refresh tokens that is swapped in, whatever that is called': {
      'src/memory.ts': `const access = new Map(); const refresh = new Map();
const alive = (store, token) => store.get(token);
export function open(id) { access.set(mint(), id); refresh.set(mint(), id); }
export function reopen(token) { const id = alive(refresh, token); if (!id) return null; refresh.delete(token); return open(id); }
export const close = (token) => access.delete(token);`,
      'src/routes.ts': `import Router from '@koa/router'; import * as memory from './memory'; const router = new Router();
router.post('/reopen', (ctx) => { ctx.body = memory.reopen(ctx.cookies.get('r')); });
router.post('/logout', (ctx) => { memory.close(ctx.get('x-token')); ctx.cookies.set('r', null); ctx.status = 204; });`,
    },
  },
});
