import { rule } from '../../../../test/support/lint.ts';

rule('jwt-too-long', {
  wrong: {
    'fast-jwt long': `import { createSigner } from 'fast-jwt';
const signSync = createSigner({ key: process.env.S, expiresIn: '60d' });
export const accessToken = (u) => signSync({ sub: u.id });`,
    'caller says the time': {
      'src/jwt.js': `const jwt = require('jsonwebtoken');
exports.makeToken = (user, expiresIn) => jwt.sign({ id: user.id }, process.env.S, { expiresIn });`,
      'src/login.js': `const { makeToken } = require('./jwt');
exports.login = async (req, res) => { const accessToken = makeToken(req.user, '30d'); res.json({ accessToken }); };`,
    },
    'default parameter': {
      'src/jwt.js': `const jwt = require('jsonwebtoken');
exports.makeToken = (user, { ttl = '30d' } = {}) => jwt.sign({ id: user.id }, process.env.S, { expiresIn: ttl });`,
      'src/login.js': `const { makeToken } = require('./jwt');
exports.login = async (req, res) => { res.json({ accessToken: makeToken(req.user, { ttl: '90d' }) }); };`,
    },
    factory: `import jwt from 'jsonwebtoken';
export const createTokens = ({ secret, ttl = '15d' }) => ({ issue: (user) => jwt.sign({ sub: user.id }, secret, { expiresIn: ttl }) });`,
    'payload made elsewhere without session': {
      'src/claims.ts': 'export const claimsFor = (user: User) => ({ sub: user.id, role: user.role });',
      'src/token.ts': `import jwt from 'jsonwebtoken'; import { claimsFor } from './claims';
export const accessToken = (u) => jwt.sign(claimsFor(u), process.env.S, { expiresIn: '30d' });`,
    },
  },
  right: {
    'fast-jwt with expiry': `import { createSigner } from 'fast-jwt';
const sign = createSigner({ key: process.env.S, expiresIn: 900000 });
export const accessToken = (u) => sign({ sub: u.id });`,
    'fast-jwt none': `import { createSigner } from 'fast-jwt';
export class Tokens { #sign = createSigner({ key: async () => process.env.S }); issue(u) { return this.#sign({ sub: u.id }); } }`,
    'caller says the time of a refresh token': {
      'src/jwt.js': `const jwt = require('jsonwebtoken');
exports.makeToken = (user, secret, expiresIn) => jwt.sign({ id: user.id }, secret, { expiresIn });`,
      'src/login.js': `const { makeToken } = require('./jwt');
exports.login = async (req, res) => { const accessToken = makeToken(req.user, process.env.ACCESS_SECRET, '10m'); const refreshToken = makeToken(req.user, process.env.REFRESH_SECRET, '30d'); await RefreshToken.create({ token: refreshToken }); res.json({ accessToken }); };`,
    },
    'dev only': `const jwt = require('jsonwebtoken');
exports.login = async (req, res) => { const token = jwt.sign({ id: req.user.id }, S, { expiresIn: process.env.NODE_ENV === 'production' ? '15m' : '30d' }); res.json({ token }); };`,
    'payload made elsewhere with session': {
      'src/claims.ts':
        'export const claimsFor = (user: User, session: Session) => ({ sub: user.id, sid: session.id, role: user.role });',
      'src/token.ts': `import jwt from 'jsonwebtoken'; import { claimsFor } from './claims';
export const accessToken = (u, s) => jwt.sign(claimsFor(u, s), process.env.S, { expiresIn: '30d' });`,
    },
  },
});
