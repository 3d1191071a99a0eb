import { rule } from '../../../../test/support/lint.ts';

const AUTH = (look: string, from: string): string => `
const jwt = require('jsonwebtoken');
const { rows } = require('./rows');
exports.auth = async (req, res, next) => {
  const claims = jwt.verify(req.headers.t, S);
  const found = await rows.${look}(${from});
  if (!found) return res.sendStatus(401);
  next();
};`;

rule('auth-signature-only', {
  wrong: {
    'a person who is looked up by a function of the program': {
      'auth.js': AUTH('get', 'claims.sub'),
      'rows.js': 'exports.rows = { get: (id) => prisma.user.findUnique({ where: { id } }) };',
    },
    'a session that is handed to what looks up nothing by it': {
      'auth.js': AUTH('get', 'claims.sub, claims.sid'),
      'rows.js': 'exports.rows = { get: (id, tag) => prisma.user.findUnique({ where: { id } }) };',
    },
    'a select from the users': {
      'auth.js': AUTH('get', 'claims.sub'),
      'rows.js': "exports.rows = { get: (id) => pool.query('select * from users where id = $1', [id]) };",
    },
    'a helper that reads the token and then its user': {
      'auth.js':
        "const { userOf } = require('./user'); exports.auth = async (req, res, next) => { req.user = await userOf(req.headers.token); next(); };",
      'user.js':
        "const jwt = require('jsonwebtoken'); exports.userOf = async (token) => { const claims = jwt.verify(token, S); return User.findById(claims.sub); };",
    },
  },
  right: {
    'a session that is looked up by a function of the program': {
      'auth.js': AUTH('get', 'claims.sid'),
      'rows.js': 'exports.rows = { get: (id) => prisma.login.findUnique({ where: { id } }) };',
    },
    'a claim in brackets, handed on twice': {
      'auth.js': AUTH('get', "String(claims['sid'])"),
      'rows.js': 'const one = (key) => store.findOne({ key }); exports.rows = { get: (id) => one(id) };',
    },
    'a key of the token beside the user': {
      'auth.js': AUTH('get', 'claims.sub, claims.prm'),
      'rows.js':
        'exports.rows = { get: (client, key) => KeyModel.findOne({ client, primaryKey: key, status: true }) };',
    },
    'a select from the sessions': {
      'auth.js': AUTH('get', 'claims.n'),
      'rows.js':
        "exports.rows = { get: (n) => pool.query('select * from sessions where n = $1 and ended_at is null', [n]) };",
    },
  },
});
