import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'hashed on write, variable raw on delete': {
      'src/a.ts': `exports.login = async (req, res) => { const token = sha256(raw); await RefreshToken.create({ token }); res.end(); };
exports.logout = async (req, res) => { const { token } = req.body; await RefreshToken.deleteOne({ token }); res.end(); };`,
    },
    "own id here, user's there": {
      's.ts': `import { randomUUID } from 'node:crypto'; import Redis from 'ioredis';
export class Sessions { constructor(private readonly redis: Redis) {}
 async create(userId: string) { const id = randomUUID(); await this.redis.set(\`session:\${id}\`, userId); return id; }
 find(id: string) { return this.redis.get(\`session:\${id}\`); }
 async revoke(userId: string) { await this.redis.del(\`session:\${userId}\`); } }`,
      'c.ts': `import { Sessions } from './s';
@Controller() export class C { constructor(private s: Sessions) {} @Post('logout') async logout(@Req() req) { await this.s.revoke(req.user.id); } }`,
    },
    "parameter called id but given user's": {
      's.js': `const { nanoid } = require('nanoid');
exports.open = async (user) => { const id = nanoid(); await redis.set('sess:' + id, user.id); return id; };
exports.close = (id) => redis.del('sess:' + id);`,
      'c.js': `const sessions = require('./s');
app.post('/logout', async (req, res) => { await sessions.close(req.user.id); res.sendStatus(204); });`,
    },
    'key const helpers with different prefix': {
      'src/a.ts': `const sessionKey = (id) => \`session:\${id}\`;
const key = (id) => \`sessions:\${id}\`;
exports.login = async (req, res) => { await redis.set(sessionKey(sid), user.id); res.end(); };
exports.logout = async (req, res) => { await redis.del(key(req.sid)); res.end(); };`,
    },
    'sub here, jti there': {
      'src/a.ts': `exports.logout = async (req, res) => { const { sub: id } = req.auth; await redis.set(\`deny:\${id}\`, '1'); res.end(); };
exports.isRevoked = ({ jti }) => redis.exists(\`deny:\${jti}\`);`,
    },
    'mongoose session by user id put into _id': {
      's.js':
        'exports.open = async (user) => { const sid = crypto.randomUUID(); await Session.create({ sid, user: user.id }); return sid; };',
      'c.js': `app.post('/logout', async (req, res) => { await Session.deleteOne({ sid: req.user.id }); res.sendStatus(204); });`,
    },
    'id from a variable of the user': {
      'src/a.ts': `exports.login = async (req, res) => { const id = ulid(); await kv.put(\`session:\${id}\`, user.id); res.end(); };
exports.logout = async (req, res) => { const id = req.user.id; await kv.delete(\`session:\${id}\`); res.end(); };`,
    },
    'map of sessions by user': {
      'src/a.ts': `const sessions = new Map();
exports.login = (req, res) => { const id = randomUUID(); sessions.set(id, { user: 1 }); res.cookie('sid', id); res.end(); };
exports.logout = (req, res) => { sessions.delete(req.user.id); res.end(); };`,
    },
  },
  right: {
    'shorthand hash variable': {
      'src/a.ts': `const sha256 = (t) => createHash('sha256').update(t).digest('hex');
exports.save = async (token, userId) => { const digest = sha256(token); await prisma.refreshToken.create({ data: { token: digest, userId } }); };
exports.logout = async (req, res) => { const token = sha256(req.cookies.rt); await prisma.refreshToken.deleteMany({ where: { token } }); res.end(); };`,
    },
    'hashed by the caller': {
      'repo.js': `exports.create = (token, userId) => prisma.refreshToken.create({ data: { token, userId } });
exports.removeToken = (token) => prisma.refreshToken.deleteMany({ where: { token } });`,
      'service.js': `const repo = require('./repo');
exports.login = async (req, res) => { const rt = randomBytes(32).toString('hex'); await repo.create(hash(rt), req.user.id); res.json({ rt }); };
exports.logout = async (req, res) => { await repo.removeToken(hash(req.body.rt)); res.end(); };`,
    },
    'digest in several statements': {
      'src/a.ts': `function fingerprint(value) { const h = crypto.createHash('sha256'); h.update(value); return h.digest('base64url'); }
exports.login = async (req, res) => { const fp = fingerprint(token); await redis.set(\`session:\${fp}\`, '1'); res.end(); };
exports.logout = async (req, res) => { const key = fingerprint(req.cookies.token); await redis.del(\`session:\${key}\`); res.end(); };`,
    },
    'web crypto': {
      'src/a.ts': `async function digest(value) { const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value)); return Buffer.from(bytes).toString('hex'); }
exports.login = async (req, res) => { const h = await digest(token); await redis.set(\`refresh:\${h}\`, '1'); res.end(); };
exports.logout = async (req, res) => { const token = await digest(req.cookies.token); await redis.del(\`refresh:\${token}\`); res.end(); };`,
    },
    'encryptor names': {
      'src/a.ts': `exports.login = async (req, res) => { await Token.create({ token: this.tokens.toHash(token) }); res.end(); };
exports.logout = async (req, res) => { const token = this.tokens.toHash(req.cookies.token); await Token.deleteOne({ token }); res.end(); };`,
    },
    'unseen helper on both sides': {
      'src/a.ts': `const { protect } = require('./protect');
exports.login = async (req, res) => { const token = protect(raw); await RefreshToken.create({ token }); res.end(); };
exports.logout = async (req, res) => { const token = protect(req.cookies.token); await RefreshToken.deleteOne({ token }); res.end(); };`,
    },
    "parameter called id and given the session's": {
      's.js': `const { nanoid } = require('nanoid');
exports.open = async (user) => { const id = nanoid(); await redis.set('sess:' + id, user.id); return id; };
exports.close = (id) => redis.del('sess:' + id);`,
      'c.js': `const sessions = require('./s');
app.post('/logout', async (req, res) => { await sessions.close(req.sessionId); res.sendStatus(204); });`,
    },
    'session per user': {
      'src/a.ts': `exports.login = async (req, res) => { await redis.set(\`session:\${user.id}\`, sid); res.end(); };
exports.logout = async (req, res) => { await redis.del(\`session:\${req.userId}\`); res.end(); };`,
    },
    'both indexes': {
      'src/a.ts': `exports.login = async (req, res) => { const id = randomUUID(); await redis.set(\`session:\${id}\`, user.id); await redis.sadd(\`sessions:\${user.id}\`, id); res.end(); };
exports.logout = async (req, res) => { await redis.del(\`session:\${req.sid}\`); await redis.srem(\`sessions:\${req.user.id}\`, req.sid); res.end(); };`,
    },
    'whole set deleted': {
      'src/a.ts': `exports.login = async (req, res) => { const id = randomUUID(); await redis.set(\`session:\${id}\`, user.id); await redis.sadd(\`sessions:\${user.id}\`, id); res.end(); };
exports.logoutAll = async (req, res) => { const ids = await redis.smembers(\`sessions:\${req.user.id}\`); for (const id of ids) await redis.del(\`session:\${id}\`); await redis.del(\`sessions:\${req.user.id}\`); res.end(); };`,
    },
    'random token': {
      'src/a.ts': `exports.login = async (req, res) => { const token = randomBytes(32).toString('hex'); await redis.set(\`rt:\${token}\`, user.id); res.json({ token }); };
exports.logout = async (req, res) => { await redis.del(\`rt:\${req.cookies.refresh_token}\`); res.end(); };`,
    },
    'destructured jti': {
      'src/a.ts': `exports.logout = async (req, res) => { const { jti: id } = req.auth; await redis.set(\`deny:\${id}\`, '1'); res.end(); };
exports.isRevoked = ({ jti }) => redis.exists(\`deny:\${jti}\`);`,
    },
    'user denied since': {
      'src/a.ts': `exports.logout = async (req, res) => { await redis.set(\`revoked:user:\${req.user.id}\`, Date.now()); res.end(); };
exports.isRevoked = async (claims) => (await redis.exists(\`revoked:\${claims.jti}\`)) || Number(await redis.get(\`revoked:user:\${claims.sub}\`)) > claims.iat;`,
    },
    'mongoose session by sid': {
      's.js':
        'exports.open = async (user) => { const sid = crypto.randomUUID(); await Session.create({ sid, user: user.id }); return sid; };',
      'c.js': `app.post('/logout', async (req, res) => { await Session.deleteOne({ sid: req.session.sid }); res.sendStatus(204); });`,
    },
    'id from a variable of the claims': {
      'src/a.ts': `exports.login = async (req, res) => { const id = ulid(); await kv.put(\`session:\${id}\`, user.id); res.end(); };
exports.logout = async (req, res) => { const id = req.auth.sid; await kv.delete(\`session:\${id}\`); res.end(); };`,
    },
    reassigned: {
      'src/a.ts': `exports.login = async (req, res) => { await redis.set(\`session:\${sha256(token)}\`, user.id); res.end(); };
exports.logout = async (req, res) => { let token = req.cookies.token; token = sha256(token); await redis.del(\`session:\${token}\`); res.end(); };`,
    },
    'map of sessions': {
      'src/a.ts': `const sessions = new Map();
exports.login = (req, res) => { const id = randomUUID(); sessions.set(id, { user: 1 }); res.cookie('sid', id); res.end(); };
exports.logout = (req, res) => { sessions.delete(req.cookies.sid); res.end(); };`,
    },
    'uuid of user record': {
      'src/a.ts': `exports.register = async (req, res) => { const id = randomUUID(); await redis.set(\`user:\${id}\`, '1'); await redis.set(\`session:\${id}\`, '1'); res.end(); };
exports.logout = async (req, res) => { await redis.del(\`session:\${req.user.id}\`); res.end(); };`,
    },
  },
});
