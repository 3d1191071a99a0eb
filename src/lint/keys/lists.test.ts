import { rule } from '../../../test/support/lint.ts';

const app =
  'const jwt = require("jsonwebtoken"); exports.login = (req, res) => res.json(jwt.sign({ jti: 1 }, S));';
const keys = (more: string): Record<string, string> => ({
  'app.js': app,
  'denylist.ts': `export class Denylist { constructor(private readonly cache: Cache) {} async isDenied(jti: string) { return Boolean(await this.cache.get(\`denylist:\${jti}\`)); } ${more} }`,
  'use.ts': 'export class Use { constructor(private readonly denylist: Denylist) {} }',
});
const table = (more: string): Record<string, string> => ({
  'app.js': app,
  'guard.js': `exports.isRevoked = async (req, { jti }) => Boolean(await db.get('SELECT jti FROM token_blacklist WHERE jti = ?', [jti])); ${more}`,
});
const model = (more: string): Record<string, string> => ({
  'models.js': `const { model } = require('mongoose'); module.exports = model('RevokedToken', new Schema({ jti: String }));`,
  'guard.js': `const RevokedToken = require('./models'); exports.auth = async (req, res, next) => { if (await RevokedToken.findOne({ jti: req.jti })) return res.sendStatus(401); next(); };`,
  'more.js': more,
});

rule('denylist-never-written', {
  wrong: {
    'keys that nobody writes': keys(''),
    'a table that nobody inserts into': table(''),
    'a table that is only made and emptied': table(
      "db.run('CREATE TABLE IF NOT EXISTS token_blacklist (jti)'); db.run('DELETE FROM token_blacklist WHERE old');",
    ),
    'a model that nobody creates': model(''),
  },
  right: {
    'keys that are set': keys('add(jti: string) { return this.cache.set(`denylist:${jti}`, 1); }'),
    'keys that are set by what cannot be seen': keys(
      'add(jti: string) { return this.cache.set(keyOf(jti), 1); }',
    ),
    'keys that a script writes': keys(
      "add(jti: string) { return this.redis.eval(SCRIPT, 'denylist:' + jti); }",
    ),
    'one file alone': { 'denylist.ts': keys('')['denylist.ts'] ?? '' },
    'a table that is inserted into': table("db.run('INSERT INTO token_blacklist VALUES (?)', [1]);"),
    'a table of a query builder': table("knex('token_blacklist').insert({ jti });"),
    'a model that a repository elsewhere writes': model(
      'class R { constructor(@InjectModel(RevokedToken.name) private rows) {} add(jti) { return this.rows.create({ jti }); } }',
    ),
    'a revocation that is not there to read': model(
      "const { revokeToken } = require('./elsewhere'); exports.end = async (req) => { await revokeToken(req.jti); };",
    ),
    'a list in a document that is added to': {
      'guard.js':
        'exports.auth = async (req, res, next) => { const user = await User.findById(req.id); if (user.revokedTokens.includes(req.jti)) return res.sendStatus(401); next(); };',
      'logout.js':
        'exports.logout = async (req, res) => { await User.updateOne({ id: 1 }, { $addToSet: { revokedTokens: req.jti } }); res.end(); };',
    },
  },
});
