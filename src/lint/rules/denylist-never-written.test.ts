import { rule } from '../../../test/support/lint.ts';

rule('denylist-never-written', {
  wrong: {
    'one file with its logout': {
      'src/a.ts': `import { createClient } from 'redis'; import { jwtVerify } from 'jose';
const redis = createClient();
export async function authenticate(req: Request, res: Response, next: NextFunction) { const { payload } = await jwtVerify(req.cookies.token, key); if (await redis.exists(\`revoked:\${payload.jti}\`)) { res.sendStatus(401); return; } next(); }
export function logout(_req: Request, res: Response) { res.clearCookie('token').sendStatus(204); }`,
    },
    'mongo collection by name': {
      'auth.js': `exports.auth = async (req, res, next) => { if (await db.collection('revoked_tokens').findOne({ jti: req.jti })) return res.sendStatus(401); next(); };`,
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    knex: {
      'auth.js': `exports.auth = async (req, res, next) => { const row = await knex('token_blacklist').where({ jti: req.jti }).first(); if (row) return res.sendStatus(401); next(); };`,
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    supabase: {
      'auth.js': `exports.auth = async (req, res, next) => { const { data } = await supabase.from('revoked_tokens').select('jti').eq('jti', req.jti).single(); if (data) return res.sendStatus(401); next(); };`,
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    'redis set': {
      'auth.js': `exports.auth = async (req, res, next) => { if (await redis.sIsMember('revoked', req.jti)) return res.sendStatus(401); next(); };`,
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    prisma: {
      'auth.js':
        'exports.auth = async (req, res, next) => { if (await prisma.revokedToken.findUnique({ where: { jti: req.jti } })) return res.sendStatus(401); next(); };',
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    drizzle: {
      'auth.ts': `import { revokedTokens } from './schema';
export const auth = async (req, res, next) => { const [row] = await db.select().from(revokedTokens).where(eq(revokedTokens.jti, req.jti)); if (row) return res.sendStatus(401); next(); };`,
      'schema.ts': `import { pgTable, text } from 'drizzle-orm/pg-core';
export const revokedTokens = pgTable('revoked_tokens', { jti: text('jti').primaryKey() });`,
      'logout.ts': `export const logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    firestore: {
      'auth.js': `exports.auth = async (req, res, next) => { const doc = await firestore.collection('denylist').doc(req.jti).get(); if (doc.exists) return res.sendStatus(401); next(); };`,
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    typeorm: {
      'auth.ts':
        '@Injectable() export class G implements CanActivate { constructor(@InjectRepository(RevokedToken) private readonly revoked: Repository<RevokedToken>) {} async canActivate(c) { const claims = this.jwt.verify(tokenOf(c)); return !(await this.revoked.findOneBy({ jti: claims.jti })); } }',
      'auth.controller.ts': `@Controller('auth') export class A { @Post('logout') logout(@Res() res) { res.clearCookie('t'); return { ok: true }; } }`,
    },
    'lru with key': {
      'auth.js': `const { LRUCache } = require('lru-cache'); const revokedTokens = new LRUCache({ max: 500 });
exports.auth = (req, res, next) => (revokedTokens.has(req.jti) ? res.sendStatus(401) : next());
exports.logout = (req, res) => { res.clearCookie('t'); res.end(); };`,
    },
    'raw sql tagged': {
      'auth.js':
        'exports.auth = async (req, res, next) => { const rows = await sql`select 1 from revoked_tokens where jti = ${req.jti}`; if (rows.length) return res.sendStatus(401); next(); };',
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
    'one express file': {
      'src/a.ts': `const express = require('express'); const app = express();
app.use(async (req, res, next) => { if (await client.get(\`blacklist:\${req.token}\`)) return res.sendStatus(401); next(); });
app.post('/logout', (req, res) => { res.clearCookie('token'); res.json({ ok: true }); });`,
    },
  },
  right: {
    'one file, logout asks somebody': {
      'src/a.ts': `import { createClient } from 'redis'; import { jwtVerify } from 'jose'; import { revokeToken } from './tokens';
const redis = createClient();
export async function authenticate(req: Request, res: Response, next: NextFunction) { const { payload } = await jwtVerify(req.cookies.token, key); if (await redis.exists(\`revoked:\${payload.jti}\`)) { res.sendStatus(401); return; } next(); }
export async function logout(req: Request, res: Response) { await revokeToken(req.token); res.clearCookie('token').sendStatus(204); }`,
    },
    'one file, logout writes': {
      'src/a.ts': `import { createClient } from 'redis'; import { jwtVerify } from 'jose';
const redis = createClient();
export async function authenticate(req: Request, res: Response, next: NextFunction) { const { payload } = await jwtVerify(req.cookies.token, key); if (await redis.exists(\`revoked:\${payload.jti}\`)) { res.sendStatus(401); return; } next(); }
export async function logout(req: Request, res: Response) { await redis.set(\`revoked:\${req.user.jti}\`, '1'); res.clearCookie('token').sendStatus(204); }`,
    },
    'one file, no logout': {
      'src/a.ts': `import { createClient } from 'redis'; import { jwtVerify } from 'jose';
const redis = createClient();
export async function authenticate(req: Request, res: Response, next: NextFunction) { const { payload } = await jwtVerify(req.cookies.token, key); if (await redis.exists(\`revoked:\${payload.jti}\`)) { res.sendStatus(401); return; } next(); }`,
    },
    'mongo collection written': {
      'auth.js': `exports.auth = async (req, res, next) => { if (await db.collection('revoked_tokens').findOne({ jti: req.jti })) return res.sendStatus(401); next(); };`,
      'logout.js': `exports.logout = async (req, res) => { await db.collection('revoked_tokens').insertOne({ jti: req.jti }); res.end(); };`,
    },
    'drizzle written': {
      'auth.ts': `import { revokedTokens } from './schema';
export const auth = async (req, res, next) => { const [row] = await db.select().from(revokedTokens).where(eq(revokedTokens.jti, req.jti)); if (row) return res.sendStatus(401); next(); };`,
      'schema.ts': `import { pgTable, text } from 'drizzle-orm/pg-core';
export const revokedTokens = pgTable('revoked_tokens', { jti: text('jti').primaryKey() });`,
      'logout.ts': `import { revokedTokens } from './schema';
export const logout = async (req, res) => { await db.insert(revokedTokens).values({ jti: req.jti }); res.end(); };`,
    },
    'firestore written': {
      'auth.js': `exports.auth = async (req, res, next) => { const doc = await firestore.collection('denylist').doc(req.jti).get(); if (doc.exists) return res.sendStatus(401); next(); };`,
      'logout.js': `exports.logout = async (req, res) => { await firestore.collection('denylist').doc(req.jti).set({ at: 1 }); res.end(); };`,
    },
    'name in a constant, written': {
      'names.js': `exports.LIST = 'revoked_tokens';`,
      'auth.js': `const { LIST } = require('./names');
exports.auth = async (req, res, next) => { if (await db.collection(LIST).findOne({ jti: req.jti })) return res.sendStatus(401); next(); };`,
      'logout.js': `const { LIST } = require('./names');
exports.logout = async (req, res) => { await db.collection(LIST).insertOne({ jti: req.jti }); res.end(); };`,
    },
    'typeorm elsewhere': {
      'auth.ts':
        '@Injectable() export class G implements CanActivate { constructor(@InjectRepository(RevokedToken) private readonly revoked: Repository<RevokedToken>) {} async canActivate(c) { const claims = this.jwt.verify(tokenOf(c)); return !(await this.revoked.findOneBy({ jti: claims.jti })); } }',
      'auth.controller.ts': `@Controller('auth') export class A { constructor(@InjectRepository(RevokedToken) private readonly rows: Repository<RevokedToken>) {} @Post('logout') async logout(@Res() res, @Req() req) { await this.rows.insert({ jti: req.jti }); return { ok: true }; } }`,
    },
    'user revoked flag': {
      'auth.js':
        'exports.auth = async (req, res, next) => { const s = await Session.findOne({ id: req.sid, revoked: false }); if (!s) return res.sendStatus(401); next(); };',
      'logout.js': `exports.logout = (req, res) => { res.clearCookie('token'); res.end(); };`,
    },
  },
});
