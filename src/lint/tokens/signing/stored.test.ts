import { rule } from '../../../../test/support/lint.ts';

rule('jwt-no-revocation-handle', {
  wrong: {
    'access token beside a stored refresh token': `const jwt = require('jsonwebtoken');
exports.login = async (req, res) => { const accessToken = jwt.sign({ id: req.user.id }, process.env.A, { expiresIn: '15m' }); await User.updateOne({ _id: req.user.id }, { refreshToken: make() }); res.json({ accessToken }); };`,
    'list that nobody asks': `const jwt = require('jsonwebtoken');
exports.login = (req, res) => { res.json({ token: jwt.sign({ id: req.user.id }, S, { expiresIn: '15m' }) }); };
exports.logout = async (req, res) => { const { token } = req.cookies; await redis.set(\`token:\${token}\`, 'gone'); res.end(); };
exports.auth = async (req, res, next) => { req.user = jwt.verify(req.cookies.token, S); next(); };`,
  },
  right: {
    'refresh token that is stored': `const jwt = require('jsonwebtoken');
exports.login = async (req, res) => { const refreshToken = jwt.sign({ id: req.user.id }, process.env.R, { expiresIn: '7d' }); await User.updateOne({ _id: req.user.id }, { refreshToken }); res.json({ refreshToken }); };`,
    'list of another name': `const jwt = require('jsonwebtoken');
exports.login = (req, res) => { res.json({ token: jwt.sign({ id: req.user.id }, S, { expiresIn: '15m' }) }); };
exports.logout = async (req, res) => { const { token } = req.cookies; await redis.set(\`token:\${token}\`, 'gone'); res.end(); };
exports.auth = async (req, res, next) => { const { token } = req.cookies; const claims = jwt.verify(token, S); if (await redis.exists(\`token:\${token}\`)) return res.sendStatus(401); req.user = claims; next(); };`,
  },
});

rule('jwt-no-expiry', {
  right: {
    'options given by caller always with expiry': {
      'jwt.js': `const jwt = require('jsonwebtoken');
exports.sign = (payload, options) => jwt.sign(payload, S, options);`,
      'a.js': `const { sign } = require('./jwt');
exports.login = (u) => sign({ sub: u.id, jti: uuid() }, { expiresIn: '10m' });`,
    },
    'options merged': `const jwt = require('jsonwebtoken');
const defaults = { expiresIn: '10m' };
exports.sign = (u, extra = {}) => jwt.sign({ sub: u.id, jti: uuid() }, S, Object.assign({}, defaults, extra));`,
    'lodash defaults': `const jwt = require('jsonwebtoken'); const _ = require('lodash');
exports.sign = (u, extra) => jwt.sign({ sub: u.id, jti: uuid() }, S, _.defaults(extra, { expiresIn: '10m' }));`,
    'class field options': `import jwt from 'jsonwebtoken';
export class T { private readonly options: jwt.SignOptions = { expiresIn: '10m' }; sign(u) { return jwt.sign({ sub: u.id, jti: u.jti }, S, this.options); } }`,
    'options switch': `const jwt = require('jsonwebtoken');
const optionsFor = (kind) => { switch (kind) { case 'refresh': return { expiresIn: '30d' }; default: return { expiresIn: '10m' }; } };
exports.sign = (u, kind) => jwt.sign({ sub: u.id, jti: uuid() }, S, optionsFor(kind));`,
    'claims builder with exp': `const jwt = require('jsonwebtoken');
const claims = (u) => { const now = Math.floor(Date.now() / 1000); return { sub: u.id, jti: uuid(), iat: now, exp: now + 600 }; };
exports.sign = (u) => jwt.sign(claims(u), S);`,
    'wrapper that adds exp': `const jwt = require('jsonwebtoken');
const withExpiry = (payload) => Object.assign(payload, { exp: Math.floor(Date.now() / 1000) + 600 });
exports.sign = (u) => jwt.sign(withExpiry({ sub: u.id, jti: uuid() }), S);`,
    'spread of helper': `const jwt = require('jsonwebtoken');
const times = () => ({ iat: now(), exp: now() + 600 });
exports.sign = (u) => jwt.sign({ sub: u.id, jti: uuid(), ...times() }, S);`,
  },
});
