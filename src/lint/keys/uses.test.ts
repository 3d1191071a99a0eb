import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'redis prefix in two files': {
      'src/keys.js': 'exports.revokedKey = (jti) => `revoked:${jti}`;',
      'src/logout.js':
        "exports.logout = async (req, res) => { await redis.set(`revoke:${req.auth.jti}`, '1', 'EX', 900); res.end(); };",
      'src/guard.js': `const { revokedKey } = require('./keys');
exports.guard = async (req, res, next) => { if (await redis.exists(revokedKey(req.auth.jti))) return res.sendStatus(401); next(); };`,
    },
    'redis jti vs sub': `exports.logout = async (req, res) => { await redis.set(\`blacklist:\${req.user.sub}\`, '1'); res.end(); };
exports.guard = async (req, res, next) => { const claims = jwt.verify(tokenOf(req), S); if (await redis.get(\`blacklist:\${claims.jti}\`)) return res.sendStatus(401); next(); };`,
    'hex and base64': `exports.logout = async (req, res) => { await redis.set('bl:' + createHash('sha256').update(req.token).digest('base64'), '1'); res.end(); };
exports.guard = async (req, res, next) => { if (await redis.get('bl:' + createHash('sha256').update(req.token).digest('hex'))) return res.sendStatus(401); next(); };`,
    'md5 and sha256': `const long = (t) => crypto.createHash('sha256').update(t).digest('hex'); const short = (t) => crypto.createHash('md5').update(t).digest('hex');
exports.logout = async (req, res) => { await redis.set('bl:' + short(req.token), '1'); res.end(); };
exports.guard = async (req, res, next) => { if (await redis.get('bl:' + long(req.token))) return res.sendStatus(401); next(); };`,
    'nest cache prefix': {
      'src/blacklist.service.ts':
        "@Injectable() export class BlacklistService { constructor(@Inject(CACHE_MANAGER) private cache: Cache) {} private readonly prefix = 'bl'; async revoke(jti: string) { await this.cache.set(`${this.prefix}:${jti}`, true); } async isRevoked(jti: string) { return (await this.cache.get(`${this.prefix}-${jti}`)) === true; } }",
    },
    'session by user, stored by sid': `exports.login = async (req, res) => { const sid = randomUUID(); await redis.set(\`session:\${sid}\`, JSON.stringify({ userId: req.user.id }), 'EX', 3600); res.cookie('sid', sid).end(); };
exports.logout = async (req, res) => { await redis.del(\`session:\${req.user.id}\`); res.clearCookie('sid').end(); };`,
  },
  right: {
    'redis key function both': {
      'src/keys.js': 'exports.revokedKey = (jti) => `revoked:${jti}`;',
      'src/logout.js': `const { revokedKey } = require('./keys');
exports.logout = async (req, res) => { await redis.set(revokedKey(req.auth.jti), '1', 'EX', 900); res.end(); };`,
      'src/guard.js': `const { revokedKey } = require('./keys');
exports.guard = async (req, res, next) => { if (await redis.exists(revokedKey(req.auth.jti))) return res.sendStatus(401); next(); };`,
    },
    'nest cache prefix same': {
      'src/blacklist.service.ts':
        "@Injectable() export class BlacklistService { constructor(@Inject(CACHE_MANAGER) private cache: Cache) {} private readonly prefix = 'bl:'; async revoke(jti: string) { await this.cache.set(`${this.prefix}${jti}`, true); } async isRevoked(jti: string) { return (await this.cache.get(this.prefix + jti)) === true; } }",
    },
  },
});
