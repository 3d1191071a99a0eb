import { rule } from '../../../test/support/lint.ts';

const JWT = "const jwt = require('jsonwebtoken');";
const SIGN = "jwt.sign({ id: claims.id, jti: uuid() }, ACCESS, { expiresIn: '5m' })";

rule('refresh-not-bound', {
  wrong: {
    'a route that verifies and signs': `${JWT}
router.post('/token/refresh', (req, res) => { const claims = jwt.verify(req.body.refreshToken, REFRESH); res.json({ token: ${SIGN} }); });`,
    'a user who still exists': `${JWT}
exports.refreshToken = async (req, res) => { const claims = jwt.verify(req.cookies.rt, process.env.REFRESH); const user = await User.findById(claims.id); if (!user) return res.sendStatus(401); res.json({ token: ${SIGN} }); };`,
    'a callback': `${JWT}
exports.refresh = (req, res) => jwt.verify(req.body.token, process.env.REFRESH_SECRET, (error, claims) => { if (error) return res.sendStatus(403); res.json(${SIGN}); });`,
    'helpers of another file': {
      'auth.js':
        "const { read, make } = require('./tokens'); exports.refresh = (req, res) => { const claims = read(req.body.refreshToken); res.json({ token: make(claims.id) }); };",
      'tokens.js': `${JWT} exports.read = (token) => jwt.verify(token, process.env.REFRESH); exports.make = (id) => jwt.sign({ id, jti: uuid() }, ACCESS, { expiresIn: '5m' });`,
    },
    'a service of NestJS': {
      'auth.service.ts': `
import { JwtService } from '@nestjs/jwt';
export class AuthService {
  constructor(private readonly jwt: JwtService) {}
  async refresh(refreshToken: string) { const { sub } = await this.jwt.verifyAsync(refreshToken, { secret }); return this.jwt.signAsync({ sub, jti: uuid() }, { expiresIn: '5m' }); }
}`,
    },
    'a rotation that overwrites what it never compared': `${JWT}
exports.refresh = async (req, res) => { const claims = jwt.verify(req.body.refreshToken, REFRESH); const user = await User.findById(claims.id); user.current = ${SIGN}; await user.save(); res.json({}); };`,
  },
  right: {
    'a look-up by the token': `${JWT}
exports.refresh = async (req, res) => { const refreshToken = req.cookies.rt; const user = await User.findOne({ refreshToken }); if (!user) return res.sendStatus(403); const claims = jwt.verify(refreshToken, REFRESH); res.json(${SIGN}); };`,
    'a comparison with what is stored': `${JWT}
exports.refresh = async (req, res) => { const t = req.cookies.rt; const claims = jwt.verify(t, REFRESH); const user = await User.findById(claims.id); if (user.refreshToken !== t) return res.sendStatus(403); res.json(${SIGN}); };`,
    'a comparison of hashes': `${JWT}
exports.refresh = async (req, res) => { const t = req.cookies.rt; const claims = jwt.verify(t, REFRESH); const user = await User.findById(claims.id); if (!(await bcrypt.compare(t, user.hash))) return res.sendStatus(403); res.json(${SIGN}); };`,
    'a delete of the old one': `${JWT}
exports.refresh = async (req, res) => { const claims = jwt.verify(req.body.refreshToken, REFRESH); const old = await Refresh.findOneAndDelete({ token: req.body.refreshToken }); if (!old) return res.sendStatus(403); res.json(${SIGN}); };`,
    'a list in memory': `${JWT} let refreshTokens = [];
app.post('/token', (req, res) => { if (!refreshTokens.includes(req.body.token)) return res.sendStatus(403); const claims = jwt.verify(req.body.token, REFRESH); res.json(${SIGN}); });`,
    'a session of the token': `${JWT}
exports.refresh = async (req, res) => { const claims = jwt.verify(req.cookies.rt, REFRESH); if (!(await sessions.findOne(claims.sid))) return res.sendStatus(401); res.json(${SIGN}); };`,
    'a version': `${JWT}
exports.refresh = async (req, res) => { const claims = jwt.verify(req.cookies.rt, REFRESH); const user = await User.findById(claims.id); if (user.tokenVersion !== claims.tokenVersion) return res.sendStatus(401); res.json(${SIGN}); };`,
    'a helper that is not there': `${JWT} const { find } = require('./store');
exports.refresh = async (req, res) => { const claims = jwt.verify(req.cookies.rt, REFRESH); await this.store.rotate(req.cookies.rt); res.json(${SIGN}); };`,
    'a login, which signs and verifies nothing': `${JWT} exports.login = (req, res) => res.json(jwt.sign({ id: 1, jti: 2 }, ACCESS, { expiresIn: '5m' }));`,
  },
});

rule('expired-token-renewed', {
  wrong: {
    'an expiry that is ignored': `${JWT}
app.post('/refresh', (req, res) => { const claims = jwt.verify(req.body.token, S, { ignoreExpiration: true }); res.json(${SIGN}); });`,
    'options that stand elsewhere': `${JWT} const lenient = { ignoreExpiration: true };
exports.renew = (token) => { const claims = jwt.verify(token, S, lenient); return ${SIGN}; };`,
    'a token that is only decoded': `${JWT}
exports.refresh = (req, res) => { const claims = jwt.decode(req.body.token); res.json(${SIGN}); };`,
    'a middleware for renewing': `${JWT}
module.exports = function verifyRefresh(req, res, next) { req.user = jwt.verify(req.headers.token, S, { ignoreExpiration: true }); next(); };`,
    NestJS: {
      'a.ts':
        "import { JwtService } from '@nestjs/jwt'; class A { constructor(private jwt: JwtService) {} refresh(t) { const { sub } = this.jwt.verify(t, { ignoreExpiration: true }); return this.jwt.sign({ sub, jti: 1 }, { expiresIn: '5m' }); } }",
    },
  },
  right: {
    'a session that is looked up first': `${JWT}
app.post('/refresh', async (req, res) => { const claims = jwt.verify(req.body.token, S, { ignoreExpiration: true }); if (!(await Session.findOne({ jti: claims.jti }))) return res.sendStatus(401); res.json(${SIGN}); });`,
    'a window that is checked': `${JWT}
exports.renew = (token) => { const claims = jwt.verify(token, S, { ignoreExpiration: true }); if (Date.now() / 1000 - claims.exp > 60) throw new Error('old'); return ${SIGN}; };`,
    'a logout, which takes expired tokens': `${JWT}
exports.logout = async (req, res) => { const claims = jwt.verify(req.body.token, S, { ignoreExpiration: true }); await Session.deleteOne({ id: claims.sid }); res.end(); };`,
    'a decoded token beside a verified one': `${JWT}
exports.refresh = (req, res) => { const claims = jwt.verify(req.body.token, S); const old = jwt.decode(req.body.token); res.json(${SIGN}); };`,
    'a flag that is off': `${JWT} exports.renew = (token) => { const claims = jwt.verify(token, S, { ignoreExpiration: false }); return ${SIGN}; };`,
  },
});

const exchange = (take: string, top = "import jwt from 'jsonwebtoken';"): string => `${top}
export async function renew(req, res) { ${take} res.json({ t: jwt.sign({ sub: old.sub, jti: 1 }, K, { expiresIn: '5m' }) }); }`;

rule('expired-token-renewed', {
  wrong: {
    'a tolerance of years': exchange(
      'const old = jwt.verify(req.body.t, K, { clockTolerance: 60 * 60 * 24 * 365 });',
    ),
    'a clock that stands still': exchange('const old = jwt.verify(req.body.t, K, { clockTimestamp: 0 });'),
    'a token that is decoded unverified': `const jwt = require('jwt-simple');
exports.refresh = (req, res) => { const old = jwt.decode(req.body.t, K, true); res.json({ t: jwt.encode({ sub: old.sub, jti: 1, exp: soon() }, K) }); };`,
    "Fastify's own": `module.exports = async (app) => { app.post('/renew', async (req) => { const old = app.jwt.verify(req.body.t, { ignoreExpiration: true }); return app.jwt.sign({ sub: old.sub, jti: 1 }); }); };`,
  },
  right: {
    'a tolerance of seconds': exchange('const old = jwt.verify(req.body.t, K, { clockTolerance: 30 });'),
    'the new token that is decoded': `import jwt from 'jsonwebtoken';
export function issue(user) { const made = jwt.sign({ sub: user.id, jti: 1 }, K, { expiresIn: '5m' }); return { made, until: jwt.decode(made).exp }; }`,
    'a refresh token that is used up': exchange(
      'const old = jwt.verify(req.body.t, K, { ignoreExpiration: true }); if (!(await store.consume(req.body.refresh, old.sub))) return res.sendStatus(401);',
    ),
  },
});

rule('refresh-not-bound', {
  wrong: {
    'a class whose name says it': {
      'src/refresh.ts':
        "import { Signer } from './signer'; export class RefreshUseCase { constructor(private readonly users: Users, private readonly signer: Signer) {} async execute({ token }) { const old = this.signer.read(token); await this.users.findById(old.sub); return this.signer.make(old.sub); } }",
      'src/signer.ts':
        "import jwt from 'jsonwebtoken'; export class Signer { read(token: string) { return jwt.verify(token, R); } make(sub: string) { return jwt.sign({ sub, jti: 1 }, A, { expiresIn: '5m' }); } }",
    },
  },
});
