import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  right: {
    'delete by row found': `exports.login = async (req, res) => { const refreshToken = make(); await RefreshToken.create({ tokenHash: sha256(refreshToken), userId: 1 }); res.json({ refreshToken }); };
exports.logout = async (req, res) => { const row = await RefreshToken.findOne({ tokenHash: sha256(req.body.refreshToken) }); await RefreshToken.deleteOne({ tokenHash: row.tokenHash }); res.end(); };`,
    'hash in variable called token': `exports.login = async (req, res) => { const refreshToken = make(); const token = sha256(refreshToken); await RefreshToken.create({ token, userId: 1 }); res.json({ refreshToken }); };
exports.logout = async (req, res) => { const token = sha256(req.body.refreshToken); await RefreshToken.deleteOne({ token }); res.end(); };`,
    'hashed in middleware': {
      'mw.js':
        'exports.hashToken = (req, res, next) => { req.tokenHash = sha256(req.body.refreshToken); next(); };',
      'a.js': `exports.login = async (req, res) => { const t = make(); await prisma.refreshToken.create({ data: { token: sha256(t), userId: 1 } }); res.json({ t }); };
exports.logout = async (req, res) => { await prisma.refreshToken.deleteMany({ where: { token: req.tokenHash } }); res.end(); };`,
    },
    'session id is hash of token in two functions': {
      'session.ts': `export const tokenToId = (token: string) => encodeHexLowerCase(sha256(new TextEncoder().encode(token)));
export async function createSession(token: string, userId: number) { const sessionId = tokenToId(token); const session = { id: sessionId, userId }; await db.insert(sessionTable).values(session); return session; }
export async function validateSessionToken(token: string) { const sessionId = tokenToId(token); const [row] = await db.select().from(sessionTable).where(eq(sessionTable.id, sessionId)); return row; }
export async function invalidateSession(sessionId: string) { await db.delete(sessionTable).where(eq(sessionTable.id, sessionId)); }`,
      'actions.ts': `import { invalidateSession } from './session';
export async function logout() { const { session } = await getCurrentSession(); await invalidateSession(session.id); redirect('/login'); }`,
    },
    'invalidate by token of row': {
      's.ts': `export async function createSession(userId) { const token = randomUUID(); await prisma.session.create({ data: { sessionToken: token, userId } }); return token; }
export async function logout(req, res) { await prisma.session.delete({ where: { sessionToken: req.cookies.session } }); res.end(); }`,
    },
    'two tables': `exports.login = async (req, res) => { await db('users').insert({ token: sha256(t) }); await db('refresh_tokens').insert({ token: t }); };
exports.logout = async (req, res) => { await db('refresh_tokens').where({ token: req.body.refreshToken }).del(); res.end(); };`,
    'update of many': `exports.refresh = async (req, res) => { const next = make(); await RefreshToken.updateOne({ hash: sha(req.body.refreshToken) }, { $set: { hash: sha(next) } }); res.json({ next }); };
exports.login = async (req, res) => { const t = make(); await RefreshToken.create({ hash: sha(t), user: req.user.id }); };
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ hash: sha(req.body.refreshToken), user: req.user.id }); res.end(); };`,
    'denylist with hash at both': `exports.logout = async (req, res) => { await pool.query('INSERT INTO token_blacklist (token_hash, expires_at) VALUES ($1, to_timestamp($2)) ON CONFLICT DO NOTHING', [sha256(req.token), req.user.exp]); res.end(); };
exports.auth = async (req, res, next) => { const { rows } = await pool.query('SELECT 1 FROM token_blacklist WHERE token_hash = $1 AND expires_at > now()', [sha256(req.token)]); if (rows.length) return res.sendStatus(401); next(); };`,
    'denylist asked by in()': `exports.logout = async (req, res) => { await RevokedToken.create({ jti: req.user.jti, exp: req.user.exp }); res.end(); };
exports.auth = async (req, res, next) => { const claims = jwt.verify(req.token, S); if (await RevokedToken.exists({ $or: [{ jti: claims.jti }, { family: claims.family }] })) return res.sendStatus(401); next(); };`,
    'denylist cleanup query': `exports.logout = async (req, res) => { await RevokedToken.create({ jti: req.user.jti, exp: req.user.exp }); res.end(); };
exports.sweep = () => RevokedToken.deleteMany({ exp: { $lt: Date.now() } });
exports.auth = async (req, res, next) => { const claims = jwt.verify(req.token, S); if (await RevokedToken.findOne({ jti: claims.jti }).lean()) return res.sendStatus(401); next(); };`,
    'admin lists by user': `exports.logout = async (req, res) => { await RevokedToken.create({ jti: req.user.jti, userId: req.user.sub }); res.end(); };
exports.list = async (req, res) => res.json(await RevokedToken.find({ userId: req.params.id }));
exports.auth = async (req, res, next) => { const claims = jwt.verify(req.token, S); if (await isRevoked(claims.jti)) return res.sendStatus(401); next(); };`,
    'map by user of sets': `const sessions = new Map();
exports.login = (req, res) => { const id = randomUUID(); sessions.set(id, { user: req.user.id }); res.cookie('sid', id).end(); };
exports.logout = (req, res) => { sessions.delete(req.cookies.sid); res.end(); };
exports.auth = (req, res, next) => { const s = sessions.get(req.cookies.sid); if (!s) return res.sendStatus(401); next(); };`,
    'array of objects with find': `let sessions = [];
exports.login = (req, res) => { const token = make(); sessions.push({ token, user: req.user.id }); res.json({ token }); };
exports.logout = (req, res) => { sessions = sessions.filter((s) => s.token !== req.token); res.end(); };`,
    'pushes a token document': `exports.login = async (req, res) => { const token = sign(req.user); req.user.tokens = req.user.tokens.concat({ token }); await req.user.save(); res.json({ token }); };
exports.logout = async (req, res) => { req.user.tokens = req.user.tokens.filter((one) => one.token !== req.token); await req.user.save(); res.end(); };`,
    'records with fields that cannot be seen': `exports.login = async (req, res) => { const token = make(); await RefreshToken.create({ ...fields(token), token, user: 1 }); res.json({ token }); };
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ lookupKey: req.body.refreshToken }); await RefreshToken.deleteOne({ tokenKey: req.body.refreshToken }); res.end(); };`,
  },
});

rule('denylist-never-written', {
  right: {
    'denylist via getter object': {
      'store.js': `const store = { revoked: new Set(), add(jti) { this.revoked.add(jti); }, has(jti) { return this.revoked.has(jti); } };
module.exports = store;`,
      'a.js': `const store = require('./store');
exports.logout = (req, res) => { store.add(req.user.jti); res.end(); };
exports.auth = (req, res, next) => { const c = jwt.verify(req.token, S); if (store.has(c.jti)) return res.sendStatus(401); next(); };`,
    },
    'denylist module exports object': {
      'store.js': `const revoked = new Set();
module.exports = { revoke: (jti) => { revoked.add(jti); }, isRevoked: (jti) => revoked.has(jti) };`,
      'a.js': `const denylist = require('./store');
exports.logout = (req, res) => { denylist.revoke(req.user.jti); res.end(); };
exports.auth = (req, res, next) => { const c = jwt.verify(req.token, S); if (denylist.isRevoked(c.jti)) return res.sendStatus(401); next(); };`,
    },
    'denylist written by a listener': {
      'store.js': `const revoked = new Set();
const remember = (jti) => revoked.add(jti);
bus.on('revoked', remember);
exports.isRevoked = (jti) => revoked.has(jti);`,
      'a.js': `const { isRevoked } = require('./store');
exports.logout = (req, res) => { bus.emit('revoked', req.user.jti); res.end(); };
exports.auth = (req, res, next) => { const c = jwt.verify(req.token, S); if (isRevoked(c.jti)) return res.sendStatus(401); next(); };`,
    },
    'denylist written by a handler whose route is elsewhere': {
      'store.js': `export const revoked = new Set();
export const drop = async (req, res) => { revoked.add(req.user.jti); res.end(); };`,
      'a.js': `import { revoked } from './store';
export const logout = (req, res) => { res.clearCookie('t').end(); };
export const auth = (req, res, next) => { const c = jwt.verify(req.token, S); if (revoked.has(c.jti)) return res.sendStatus(401); next(); };`,
    },
  },
});
