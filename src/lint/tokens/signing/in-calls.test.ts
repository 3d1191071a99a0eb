import { rule } from '../../../../test/support/lint.ts';

rule('jwt-no-expiry', {
  wrong: {
    'destructured payload': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const createJWT = ({ payload }) => jwt.sign(payload, process.env.S);
exports.attach = (res, user) => { const token = createJWT({ payload: { id: user.id } }); res.cookie('t', token); };`,
    },
    'helper in another file': {
      'jwt.js': `const jwt = require('jsonwebtoken');
exports.make = (payload) => jwt.sign(payload, process.env.S);`,
      'login.js': `const { make } = require('./jwt');
exports.login = (req, res) => res.json({ token: make({ id: req.user.id }) });`,
    },
    'options parameter that is left out': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
function issue(payload, options) { return jwt.sign(payload, SECRET, options); }
exports.login = (req, res) => { res.json({ t: issue({ sub: req.user.id }) }); };`,
    },
    'default options without': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
function issue(payload, options = {}) { return jwt.sign(payload, SECRET, options); }
exports.login = (req, res) => { res.json({ t: issue({ sub: req.user.id }) }); };`,
    },
    'class with private method': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
export class Tokens { #sign(payload: object) { return jwt.sign(payload, SECRET); } access(user: User) { return this.#sign({ sub: user.id, role: user.role }); } }`,
    },
    'class with a method and type': {
      'src/a.ts': `import jwt from 'jsonwebtoken';
interface Payload { sub: string; role: string }
export class Tokens { sign(payload: Payload) { return jwt.sign(payload, SECRET); } }`,
    },
    'alias of import': {
      'src/a.tsx': `import { sign as createToken } from 'jsonwebtoken';
export const issue = (id: string) => createToken({ id }, process.env.S!);`,
    },
    'promisify with another name': {
      'src/a.ts': `const jwt = require('jsonwebtoken'); const { promisify } = require('util');
const makeIt = promisify(jwt.sign);
exports.login = async (req, res) => res.json(await makeIt({ id: 1 }, S));`,
    },
    'destructured sign': {
      'src/a.ts': `const { sign: make } = require('jsonwebtoken');
exports.login = async (req, res) => res.json(make({ id: 1 }, S));`,
    },
    'toObject spread': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const build = (claims) => jwt.sign({ ...claims, iss: 'me' }, S);
exports.login = (req, res) => { res.json(build({ sub: req.user.id })); };`,
    },
    'jose with parameter': {
      'src/a.ts': `import { SignJWT } from 'jose';
const issue = (claims: Record<string, unknown>) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
export const login = async (req, res) => { res.json(await issue({ sub: req.user.id })); };`,
    },
    'mongoose method': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
UserSchema.methods.createJWT = function () { return jwt.sign({ userId: this._id }, process.env.S); };`,
    },
    'whole object options destructured': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const make = ({ data, secret, options }) => jwt.sign(data, secret, options);
exports.login = (req, res) => res.json(make({ data: { id: 1 }, secret: S }));`,
    },
  },
  right: {
    'nobody calls': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.createJWT = ({ payload }) => jwt.sign(payload, process.env.S);`,
    },
    'helper in another file with exp': {
      'jwt.js': `const jwt = require('jsonwebtoken');
exports.make = (payload) => jwt.sign(payload, process.env.S);`,
      'login.js': `const { make } = require('./jwt');
exports.login = (req, res) => res.json({ token: make({ id: req.user.id, exp: Date.now() / 1000 + 900 }) });`,
    },
    'options parameter that is given': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
function issue(payload, options) { return jwt.sign(payload, SECRET, options); }
exports.login = (req, res) => { res.json({ t: issue({ sub: req.user.id }, { expiresIn: '15m' }) }); };`,
    },
    'options parameter that is given unseen': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
function issue(payload, options) { return jwt.sign(payload, SECRET, options); }
exports.login = (req, res) => { res.json({ t: issue({ sub: req.user.id }, config.jwt) }); };`,
    },
    'default options with expiry': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
function issue(payload, options = { expiresIn: '15m' }) { return jwt.sign(payload, SECRET, options); }
exports.login = (req, res) => { res.json({ t: issue({ sub: req.user.id }) }); };`,
    },
    'options merged': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
function issue(payload, options) { return jwt.sign(payload, SECRET, { expiresIn: '15m', ...options }); }
exports.login = (req, res) => { res.json({ t: issue({ sub: req.user.id }) }); };`,
    },
    'spread with exp': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const build = (claims) => jwt.sign({ ...claims, iss: 'me' }, S);
exports.login = (req, res) => { res.json(build({ sub: req.user.id, exp: soon() })); };`,
    },
    'caller gives an unseen payload': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const build = (claims) => jwt.sign(claims, S);
exports.login = (req, res) => { res.json(build(claimsOf(req.user))); };`,
    },
    'jose with parameter with exp': {
      'src/a.ts': `import { SignJWT } from 'jose';
const issue = (claims: Record<string, unknown>) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
export const login = async (req, res) => { res.json(await issue({ sub: req.user.id, exp: 1 })); };`,
    },
    'payload variable': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
exports.f = (user) => { const payload = user.toJSON(); return jwt.sign(payload, S); };`,
    },
    'expiresIn param default': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const sign = ({ payload, expiresIn = '1h' }) => jwt.sign(payload, S, { expiresIn });
exports.login = (req, res) => res.json(sign({ payload: { id: 1 } }));`,
    },
    'whole object options destructured given': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const make = ({ data, secret, options }) => jwt.sign(data, secret, options);
exports.login = (req, res) => res.json(make({ data: { id: 1 }, secret: S, options: { expiresIn: 60 } }));`,
    },
    'exp added in function': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const make = (data) => { data.exp = soon(); return jwt.sign(data, S); };
exports.login = (req, res) => res.json(make({ id: 1 }));`,
    },
    reassigned: {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const make = (data) => { data = withExpiry(data); return jwt.sign(data, S); };
exports.login = (req, res) => res.json(make({ id: 1 }));`,
    },
    'object assign': {
      'src/a.ts': `const jwt = require('jsonwebtoken');
const make = (data) => { Object.assign(data, { exp: 1 }); return jwt.sign(data, S); };
exports.login = (req, res) => res.json(make({ id: 1 }));`,
    },
  },
});
