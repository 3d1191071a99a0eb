import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'knex raw vs hash': {
      'src/tokens.js': `const knex = require('./knex'); const sha256 = (t) => createHash('sha256').update(t).digest('hex');
exports.save = (userId, token) => knex('refresh_tokens').insert({ user_id: userId, token_hash: sha256(token) });
exports.drop = (token) => knex('refresh_tokens').where({ token_hash: token }).del();`,
      'src/routes.js': `const tokens = require('./tokens');
router.post('/login', async (req, res) => { const refreshToken = randomBytes(30).toString('hex'); await tokens.save(req.user.id, refreshToken); res.json({ refreshToken }); });
router.post('/logout', async (req, res) => { await tokens.drop(req.body.refreshToken); res.sendStatus(204); });`,
    },
    'knex where with two arguments': `const sha256 = (t) => createHash('sha256').update(t).digest('hex');
exports.login = async (req, res) => { const refreshToken = make(); await knex('refresh_tokens').insert({ user_id: 1, token: sha256(refreshToken) }); res.json({ refreshToken }); };
exports.logout = async (req, res) => { await knex('refresh_tokens').where('token', req.body.refreshToken).delete(); res.end(); };`,
    kysely: `const digest = (t) => createHash('sha256').update(t).digest('hex');
export async function login(req, res) { const token = make(); await db.insertInto('sessions').values({ id: digest(token), user_id: 1 }).execute(); res.json({ token }); }
export async function logout(req, res) { const token = req.headers.authorization.slice(7); await db.deleteFrom('sessions').where('id', '=', token).execute(); res.end(); }`,
    'sql positional': `const hash = (t) => crypto.createHash('sha256').update(t).digest('hex');
exports.login = async (req, res) => { const refreshToken = crypto.randomUUID(); await pool.query('INSERT INTO refresh_tokens (user_id, token) VALUES ($1, $2)', [req.user.id, hash(refreshToken)]); res.json({ refreshToken }); };
exports.logout = async (req, res) => { await pool.query('DELETE FROM refresh_tokens WHERE token = $1', [req.body.refreshToken]); res.end(); };`,
    'sql prepared statement, jti there and token here': `const db = require('better-sqlite3')('x.db');
exports.logout = (req, res) => { db.prepare('INSERT INTO revoked_tokens (token) VALUES (?)').run(req.user.jti); res.end(); };
exports.auth = (req, res, next) => { const token = req.headers.authorization.split(' ')[1]; if (db.prepare('SELECT 1 FROM revoked_tokens WHERE token = ?').get(token)) return res.sendStatus(401); req.user = jwt.verify(token, S); next(); };`,
    'sql other column': `exports.logout = async (req, res) => { await sql\`INSERT INTO revoked_tokens (token_hash, expires) VALUES (\${sha256(req.token)}, \${req.user.exp})\`; res.end(); };
exports.auth = async (req, res, next) => { const claims = jwt.verify(req.token, S); const [row] = await sql\`SELECT 1 FROM revoked_tokens WHERE jti = \${claims.jti}\`; if (row) return res.sendStatus(401); next(); };`,
    'mongoose denylist other field': {
      'models/BlacklistedToken.js':
        "module.exports = mongoose.model('BlacklistedToken', new mongoose.Schema({ token: String, jti: String }));",
      'auth.js': `const BlacklistedToken = require('./models/BlacklistedToken');
exports.logout = async (req, res) => { await BlacklistedToken.create({ jti: req.user.jti }); res.end(); };
exports.auth = async (req, res, next) => { const token = req.headers.authorization.split(' ')[1]; if (await BlacklistedToken.findOne({ token })) return res.sendStatus(401); req.user = jwt.verify(token, S); next(); };`,
    },
    'mongoose new save with the header': {
      'auth.js': `const BlacklistedToken = require('./models/BlacklistedToken');
exports.logout = async (req, res) => { const entry = new BlacklistedToken({ token: req.headers.authorization }); await entry.save(); res.end(); };
exports.auth = async (req, res, next) => { const token = req.headers.authorization.split(' ')[1]; if (await BlacklistedToken.findOne({ token })) return res.sendStatus(401); next(); };`,
    },
    'typeorm repo by id': {
      'src/auth.service.ts': `@Injectable() export class AuthService { constructor(@InjectRepository(RefreshToken) private readonly refreshTokens: Repository<RefreshToken>) {}
 async login(user: User) { const refreshToken = randomBytes(32).toString('hex'); await this.refreshTokens.save(this.refreshTokens.create({ token: refreshToken, user })); return { refreshToken }; }
 async logout(refreshToken: string) { await this.refreshTokens.delete({ id: refreshToken }); } }`,
      'src/auth.controller.ts':
        "@Controller('auth') export class AuthController { constructor(private readonly auth: AuthService) {} @Post('logout') async logout(@Body() body: { refreshToken: string }) { await this.auth.logout(body.refreshToken); } }",
    },
    'prisma hashed by bcrypt, looked for by raw': `export async function login(req, res) { const refreshToken = sign(); await prisma.refreshToken.create({ data: { hashedToken: await bcrypt.hash(refreshToken, 10), userId: 1 } }); res.json({ refreshToken }); }
export async function logout(req, res) { await prisma.refreshToken.deleteMany({ where: { hashedToken: req.cookies.refreshToken } }); res.end(); }`,
    'mongoose other field': {
      'auth.js': `const RefreshToken = require('./models/refresh');
exports.login = async (req, res) => { const refreshToken = make(); await RefreshToken.create({ token: refreshToken, user: req.user.id }); res.json({ refreshToken }); };
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ refreshToken: req.body.refreshToken }); res.end(); };`,
    },
    supabase: `export async function login(req, res) { const token = make(); await supabase.from('sessions').insert({ token_hash: sha256(token), user_id: 1 }); res.json({ token }); }
export async function logout(req, res) { await supabase.from('sessions').delete().eq('token_hash', req.cookies.session); res.end(); }`,
    'mongodb collection': `export async function login(req, res) { const token = make(); await db.collection('sessions').insertOne({ tokenHash: sha256(token), userId: 1 }); res.json({ token }); }
export async function logout(req, res) { await db.collection('sessions').deleteOne({ tokenHash: req.cookies.token }); res.end(); }`,
    'query builder of typeorm': `export class Tokens { async add(userId, token) { await this.ds.createQueryBuilder().insert().into(RefreshToken).values({ userId, token: sha256(token) }).execute(); }
 async logout(token: string) { await this.ds.createQueryBuilder().delete().from(RefreshToken).where('token = :token', { token }).execute(); } }`,
  },
  right: {
    'knex hashed both': {
      'src/tokens.js': `const knex = require('./knex'); const sha256 = (t) => createHash('sha256').update(t).digest('hex');
exports.save = (userId, token) => knex('refresh_tokens').insert({ user_id: userId, token_hash: sha256(token) });
exports.drop = (token) => knex('refresh_tokens').where({ token_hash: sha256(token) }).del();`,
      'src/routes.js': `const tokens = require('./tokens');
router.post('/logout', async (req, res) => { await tokens.drop(req.body.refreshToken); res.sendStatus(204); });`,
    },
    'kysely right': `const digest = (t) => createHash('sha256').update(t).digest('hex');
export async function login(req, res) { const token = make(); await db.insertInto('sessions').values({ id: digest(token), user_id: 1 }).execute(); res.json({ token }); }
export async function logout(req, res) { const token = req.headers.authorization.slice(7); await db.deleteFrom('sessions').where('id', '=', digest(token)).execute(); res.end(); }`,
    'sql positional right': `const hash = (t) => crypto.createHash('sha256').update(t).digest('hex');
exports.login = async (req, res) => { const refreshToken = crypto.randomUUID(); await pool.query('INSERT INTO refresh_tokens (user_id, token) VALUES ($1, $2)', [req.user.id, hash(refreshToken)]); res.json({ refreshToken }); };
exports.logout = async (req, res) => { await pool.query('DELETE FROM refresh_tokens WHERE token = $1', [hash(req.body.refreshToken)]); res.end(); };`,
    'sql prepared statement right': `const db = require('better-sqlite3')('x.db');
exports.logout = (req, res) => { db.prepare('INSERT INTO revoked_tokens (jti) VALUES (?)').run(req.user.jti); res.end(); };
exports.auth = (req, res, next) => { const token = req.headers.authorization.split(' ')[1]; req.user = jwt.verify(token, S); if (db.prepare('SELECT 1 FROM revoked_tokens WHERE jti = ?').get(req.user.jti)) return res.sendStatus(401); next(); };`,
    'mongoose denylist same field': {
      'models/BlacklistedToken.js':
        "module.exports = mongoose.model('BlacklistedToken', new mongoose.Schema({ token: String }));",
      'auth.js': `const BlacklistedToken = require('./models/BlacklistedToken');
exports.logout = async (req, res) => { const token = req.headers.authorization.split(' ')[1]; await new BlacklistedToken({ token }).save(); res.end(); };
exports.auth = async (req, res, next) => { const token = req.headers.authorization.split(' ')[1]; if (await BlacklistedToken.exists({ token })) return res.sendStatus(401); next(); };`,
    },
    'typeorm repo by row': {
      'src/auth.service.ts': `@Injectable() export class AuthService { constructor(@InjectRepository(RefreshToken) private readonly refreshTokens: Repository<RefreshToken>) {}
 async login(user: User) { const refreshToken = randomBytes(32).toString('hex'); await this.refreshTokens.save(this.refreshTokens.create({ token: sha(refreshToken), user })); return { refreshToken }; }
 async logout(refreshToken: string) { const row = await this.refreshTokens.findOneBy({ token: sha(refreshToken) }); if (row) await this.refreshTokens.delete({ id: row.id }); } }`,
    },
    'prisma update revoked right': `export async function login(req, res) { const refreshToken = sign(); await prisma.refreshToken.create({ data: { tokenHash: sha256(refreshToken), userId: 1 } }); res.json({ refreshToken }); }
export async function logout(req, res) { await prisma.refreshToken.updateMany({ where: { tokenHash: sha256(req.cookies.refreshToken), revokedAt: null }, data: { revokedAt: new Date() } }); res.end(); }`,
    'mongoose hook hashes': {
      'models/refresh.js': `schema.pre('save', function (next) { this.token = createHash('sha256').update(this.token).digest('hex'); next(); });
module.exports = mongoose.model('RefreshToken', schema);`,
      'auth.js': `const RefreshToken = require('./models/refresh');
exports.login = async (req, res) => { const refreshToken = make(); await RefreshToken.create({ token: refreshToken, user: req.user.id }); res.json({ refreshToken }); };
exports.logout = async (req, res) => { await RefreshToken.deleteOne({ token: sha256(req.body.refreshToken) }); res.end(); };`,
    },
    'by owner': `export async function login(req, res) { const token = make(); await prisma.session.create({ data: { token: sha256(token), userId: 1 } }); res.json({ token }); }
export async function logout(req, res) { await prisma.session.deleteMany({ where: { userId: req.user.id } }); res.end(); }`,
  },
});
