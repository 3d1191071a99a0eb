import { rule } from '../../../test/support/lint.ts';

rule('refresh-survives-logout', {
  wrong: {
    graphql: {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export const r = { Mutation: {
 refreshToken: async (_, { token }, { prisma }) => { const row = await prisma.refreshToken.findUnique({ where: { token } }); if (!row) throw new Error('no'); const session = await prisma.session.create({ data: { userId: row.userId } }); return { accessToken: jwt.sign({ sub: row.userId, sid: session.id }, S, { expiresIn: '20m' }) }; },
 logout: async (_, __, { prisma, sid }) => { await prisma.session.delete({ where: { id: sid } }); return true; } } };`,
    },
    mongoose: {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.refresh = async (req, res) => { const row = await RefreshToken.findOne({ token: req.body.refreshToken }); if (!row) return res.sendStatus(401); const session = await Session.create({ user: row.user }); res.json({ t: jwt.sign({ sub: row.user, sid: session.id }, S, { expiresIn: '5m' }) }); };
exports.logout = async (req, res) => { await Session.deleteOne({ _id: req.sid }); res.end(); };`,
    },
    'express with SQL': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
router.post('/refresh', async (req, res) => { const { rows } = await pool.query('SELECT user_id FROM refresh_tokens WHERE token = $1', [req.body.refreshToken]); if (!rows[0]) return res.sendStatus(401); const s = await pool.query('INSERT INTO sessions (user_id) VALUES ($1) RETURNING id', [rows[0].user_id]); res.json({ t: jwt.sign({ sid: s.rows[0].id }, S, { expiresIn: '5m' }) }); });
router.post('/logout', async (req, res) => { await pool.query('DELETE FROM sessions WHERE id = $1', [req.sid]); res.sendStatus(204); });`,
    },
    'nest services': {
      'auth.service.ts': `import { JwtService } from '@nestjs/jwt';
@Injectable() export class AuthService { constructor(@InjectRepository(RefreshToken) private readonly refreshTokens: Repository<RefreshToken>, @InjectRepository(Session) private readonly sessions: Repository<Session>, private readonly jwt: JwtService) {}
 async refresh(raw: string) { const row = await this.refreshTokens.findOneBy({ hash: sha256(raw) }); if (!row) throw new UnauthorizedException(); const session = await this.sessions.save({ userId: row.userId }); return { accessToken: this.jwt.sign({ sub: row.userId, sid: session.id }) }; }
 async logout(sid: string) { await this.sessions.delete({ id: sid }); } }`,
      'auth.controller.ts': `import { AuthService } from './auth.service';
@Controller('auth') export class AuthController { constructor(private readonly auth: AuthService) {} @Post('logout') async logout(@Req() req) { await this.auth.logout(req.sid); return { ok: true }; } @Post('refresh') refresh(@Body() b) { return this.auth.refresh(b.refreshToken); } }`,
    },
    'redis keys': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
app.post('/refresh', async (req, res) => { const userId = await redis.get(\`refresh:\${req.body.refreshToken}\`); if (!userId) return res.sendStatus(401); const sid = uuid(); await redis.set(\`session:\${sid}\`, userId, 'EX', 900); res.json({ t: jwt.sign({ sub: userId, sid }, S, { expiresIn: '15m' }) }); });
app.post('/logout', async (req, res) => { await redis.del(\`session:\${req.auth.sid}\`); res.sendStatus(204); });`,
    },
  },
  right: {
    'the row belongs to the session': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export const r = { Mutation: {
 refreshToken: async (_, { token }, { prisma }) => { const row = await prisma.refreshToken.findUnique({ where: { token }, include: { session: true } }); if (!row) throw new Error('no'); return { accessToken: jwt.sign({ sub: row.userId, sid: row.sessionId }, S, { expiresIn: '20m' }) }; },
 logout: async (_, __, { prisma, sid }) => { await prisma.session.delete({ where: { id: sid } }); return true; } } };`,
    },
    'rotates the session and keeps the link': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
exports.refresh = async (req, res) => { const row = await RefreshToken.findOne({ token: req.body.refreshToken }); const session = await Session.create({ user: row.user, previous: row.sessionId }); res.json({ t: jwt.sign({ sub: row.user, sid: session.id }, S, { expiresIn: '5m' }) }); };
exports.logout = async (req, res) => { await Session.deleteOne({ _id: req.sid }); res.end(); };`,
    },
    'SQL that joins': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
router.post('/refresh', async (req, res) => { const { rows } = await pool.query('SELECT s.id FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id WHERE r.token = $1', [req.body.refreshToken]); if (!rows[0]) return res.sendStatus(401); res.json({ t: jwt.sign({ sid: rows[0].id }, S, { expiresIn: '5m' }) }); });
router.post('/logout', async (req, res) => { await pool.query('DELETE FROM sessions WHERE id = $1', [req.sid]); res.sendStatus(204); });`,
    },
    'SQL that cascades maybe': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
router.post('/refresh', async (req, res) => { const { rows } = await pool.query('SELECT user_id FROM refresh_tokens WHERE token = $1', [req.body.refreshToken]); if (!rows[0]) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: rows[0].user_id }, S, { expiresIn: '5m' }) }); });
router.post('/logout', async (req, res) => { await pool.query('DELETE FROM sessions WHERE id = $1', [req.sid]); res.sendStatus(204); });`,
    },
    'redis keys, both': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
app.post('/refresh', async (req, res) => { const userId = await redis.get(\`refresh:\${req.body.refreshToken}\`); if (!userId) return res.sendStatus(401); const sid = uuid(); await redis.set(\`session:\${sid}\`, userId, 'EX', 900); res.json({ t: jwt.sign({ sub: userId, sid }, S, { expiresIn: '15m' }) }); });
app.post('/logout', async (req, res) => { await redis.del(\`session:\${req.auth.sid}\`); await redis.del(\`refresh:\${req.body.refreshToken}\`); res.sendStatus(204); });`,
    },
    'redis session holds it': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
app.post('/refresh', async (req, res) => { const { sid, sub } = jwt.verify(req.body.refreshToken, R); const stored = await redis.get(\`session:\${sid}\`); if (stored !== req.body.refreshToken) return res.sendStatus(401); res.json({ t: jwt.sign({ sub, sid }, S, { expiresIn: '15m' }) }); });
app.post('/logout', async (req, res) => { await redis.del(\`session:\${req.auth.sid}\`); res.sendStatus(204); });`,
    },
    'a helper that may do it all': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.refresh = async (req, res) => { const row = await RefreshToken.findOne({ token: req.body.refreshToken }); if (!row) return res.sendStatus(401); const session = await openSession(row.user); res.json({ t: jwt.sign({ sub: row.user, sid: session.id }, S, { expiresIn: '5m' }) }); };
exports.logout = async (req, res) => { await Session.deleteOne({ _id: req.sid }); res.end(); };`,
    },
  },
});
