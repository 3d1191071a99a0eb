import { rule } from '../../../../test/support/lint.ts';

const HELPER =
  "const jwt = require('jsonwebtoken'); exports.issue = (payload) => jwt.sign(payload, S, { expiresIn: '15m' });";
const calling = (payload: string, name = 'token'): string =>
  `const { issue } = require('./issue'); exports.begin = (user) => { const ${name} = issue(${payload}); return ${name}; };`;
const typed = (type: string): string =>
  `import jwt from 'jsonwebtoken'; import type { Claims } from './claims'; export const issue = (payload: ${type}) => jwt.sign(payload, S, { expiresIn: '15m' });`;
const CLAIMS = "export interface Claims extends Base { sub: string } interface Base { role: 'a' | 'b' }";

rule('jwt-no-revocation-handle', {
  wrong: {
    'what all callers give': { 'issue.js': HELPER, 'a.js': calling('{ id: user.id }') },
    'what is handed on twice': {
      'issue.js': HELPER,
      'a.js':
        "const { issue } = require('./issue'); const tokenOf = (claims) => issue({ ...claims, iss: 'me' }); exports.begin = (user) => tokenOf({ id: user.id });",
    },
    'a type that is written out': { 'a.ts': typed('{ userId: string }'), 'claims.ts': CLAIMS },
    'an interface of another file': { 'a.ts': typed('Claims'), 'claims.ts': CLAIMS },
    'a part of a type': { 'a.ts': typed("Pick<User, 'id' | 'email'>"), 'claims.ts': CLAIMS },
  },
  right: {
    'a caller that gives one': { 'issue.js': HELPER, 'a.js': calling('{ id: user.id, jti: uuid() }') },
    'a caller whose payload cannot be seen': { 'issue.js': HELPER, 'a.js': calling('claimsOf(user)') },
    'a caller for one act': { 'issue.js': HELPER, 'a.js': calling('{ id: user.id }', 'resetToken') },
    'a caller that may be this one': {
      'issue.js': HELPER,
      'a.js': calling('{ id: user.id }'),
      'b.js': 'module.exports = (tokens) => tokens.issue(claims);',
    },
    'a file by itself, whose function others may call as well':
      "import jwt from 'jsonwebtoken'; export function issue(payload) { return jwt.sign(payload, S, { expiresIn: '15m' }); } export const begin = (user) => issue({ id: user.id });",
    'a type with a session': { 'a.ts': typed('{ userId: string; sid?: string }'), 'claims.ts': CLAIMS },
    'an interface with a version': {
      'a.ts': typed('Claims'),
      'claims.ts': CLAIMS.replace('role:', 'version: number; role:'),
    },
    'a type of anything': { 'a.ts': typed('{ [name: string]: unknown }'), 'claims.ts': CLAIMS },
    'a type that extends what is not there': {
      'a.ts': typed('Claims'),
      'claims.ts':
        "import { JWTPayload } from 'jose'; export interface Claims extends JWTPayload { role: string }",
    },
  },
});

rule('jwt-no-expiry', {
  wrong: {
    'a payload that all callers give without one': {
      'issue.js': HELPER.replace(", { expiresIn: '15m' }", ''),
      'a.js': calling('{ id: user.id }'),
    },
  },
  right: {
    'a payload with one': {
      'issue.js': HELPER.replace(", { expiresIn: '15m' }", ''),
      'a.js': calling('{ id: user.id, exp: soon() }'),
    },
    'an option that is spread':
      "const jwt = require('jsonwebtoken'); const base = { expiresIn: '1h' }; module.exports = (id) => jwt.sign({ id }, S, { ...base, subject: id });",
    'an option that is added later':
      "const jwt = require('jsonwebtoken'); module.exports = (id, ttl) => { const o = { subject: id }; o.expiresIn = ttl; return jwt.sign({ id }, S, o); };",
  },
});
