import { rule } from '../../../../test/support/lint.ts';

const guard = (
  body: string,
  top = '',
): string => `const jwt = require('jsonwebtoken'); const User = require('./user'); ${top}
module.exports = async (req, res, next) => {
  const claims = jwt.verify(req.headers.authorization.slice(7), process.env.S);
  ${body}
  req.user = claims.sub; next();
};`;
const USER = 'const user = await User.findById(claims.sub); if (!user) return res.sendStatus(401);';

rule('auth-signature-only', {
  wrong: {
    'a role that is compared': guard(`${USER} if (claims.role !== user.role) return res.sendStatus(403);`),
    'a role that is looked for in a list': guard(
      'if (!ROLES.includes(claims.role)) return res.sendStatus(403);',
    ),
    'a claim that is compared with a constant': guard(
      "if (claims.stage !== 'full') return res.sendStatus(403);",
    ),
    'a claim that is compared with a constant of the module': guard(
      'if (claims.format !== FORMAT) return res.sendStatus(403);',
      'const FORMAT = 3;',
    ),
    'a claim that is compared with a header': guard(
      "if (claims.realm !== req.headers['x-realm']) return res.sendStatus(403);",
    ),
    'a claim that is only passed on': guard('req.realm = claims.realm;'),
    'an expiry that is looked at': guard('if (claims.exp < Date.now() / 1000) return res.sendStatus(401);'),
    'a wrapper that is given everything': `import { createMiddleware } from 'hono/factory'; import { verify } from 'hono/jwt';
export const guard = (...roles) => createMiddleware(async (c, next) => {
  const claims = await verify(c.req.header('Authorization'), c.env.S);
  if (!roles.includes(claims.role)) throw new Error('token');
  await next();
});`,
  },
  right: {
    'a claim that is compared with a field': guard(
      `${USER} if (claims.n !== user.logins) return res.sendStatus(401);`,
    ),
    'a claim that was taken out': guard(
      `const { gen } = claims; ${USER} if (user.gen !== gen) return res.sendStatus(401);`,
    ),
    'a claim in a query': guard(
      'if (!(await User.findOneBy({ id: claims.sub, count: claims.count }))) return res.sendStatus(401);',
    ),
    'a claim that is filed under': guard(
      'if (gone[claims.n]) return res.sendStatus(401);',
      'const gone = {};',
    ),
    'a claim that is looked for with in': guard(
      'if (claims.n in gone) return res.sendStatus(401);',
      'const gone = Object.create(null);',
    ),
    'a number of it': guard(`${USER} if (Number(claims.round) < user.round) return res.sendStatus(401);`),
    'a method of a model that compares': {
      'src/user.js': `const { Schema, model } = require('mongoose'); const schema = new Schema({ gen: Number });
schema.methods.accepts = function (payload) { return payload.gen === this.gen; };
module.exports = model('User', schema);`,
      'src/guard.js': guard(`${USER} if (!user.accepts(claims)) return res.sendStatus(401);`),
    },
  },
});

const refresh = (
  ask: string,
): string => `const jwt = require('jsonwebtoken'); const redis = require('./redis');
exports.refresh = async (req, res) => {
  const { id } = jwt.verify(req.body.refreshToken, process.env.R);
  ${ask}
  res.json({ token: jwt.sign({ sub: id, jti: 1 }, process.env.A, { expiresIn: '5m' }) });
};`;

rule('refresh-not-bound', {
  wrong: {
    'a token that is compared with nothing': refresh(
      'if (req.body.refreshToken === null) return res.sendStatus(401);',
    ),
    'a token whose kind is compared': refresh(
      "if (typeof req.body.refreshToken !== 'string') return res.sendStatus(401);",
    ),
    'a token that is compared with a setting': refresh(
      'if (process.env.TOKEN === req.body.refreshToken) return res.sendStatus(401);',
    ),
  },
  right: {
    'a stored one that is compared': refresh(
      'const stored = await redis.get(`rt:${id}`); if (stored !== req.body.refreshToken) return res.sendStatus(401);',
    ),
    'a stored one that is compared with a field that has a beginning': {
      'dto.ts': "export class Dto { readonly refreshToken: string = ''; }",
      'auth.ts': `import jwt from 'jsonwebtoken'; import { Dto } from './dto';
export class Auth { async refresh(dto: Dto) { const { id } = jwt.verify(dto.refreshToken, R); const old = await this.users.kept(id); if (old !== dto.refreshToken) throw new Error('no'); return jwt.sign({ sub: id, jti: 1 }, A, { expiresIn: '5m' }); } }`,
    },
    'a stored one in a promise': refresh(
      'await redis.get(id).then((kept) => { if (kept !== req.body.refreshToken) throw new Error(); });',
    ),
    'a look-up in the callback around it': `const jwt = require('jsonwebtoken'); const User = require('./user');
app.post('/token/refresh', (req, res) => {
  const { rt } = req.body;
  User.findOne({ 'auth.refreshToken': rt }, (error, user) => {
    if (error || !user) return res.sendStatus(401);
    jwt.verify(rt, process.env.R, (failed, claims) => res.json({ t: jwt.sign({ sub: claims.sub, jti: 1 }, process.env.A, { expiresIn: '5m' }) }));
  });
});`,
  },
});
