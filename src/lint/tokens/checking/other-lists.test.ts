import { rule } from '../../../../test/support/lint.ts';

rule('revocation-fail-open', {
  wrong: {
    'fail open in isRevoked': {
      'src/denylist.ts':
        "export class Denylist { constructor(private readonly redis: Redis) {} async has(jti: string): Promise<boolean> { try { return (await this.redis.exists(`deny:${jti}`)) === 1; } catch (e) { this.log.warn('redis down'); return false; } } }",
    },
    'optional chaining default': {
      'src/guard.ts':
        'export const guard = async (req, res, next) => { const claims = jwt.verify(tokenOf(req), S); const revoked = await redis.get(`revoked:${claims.jti}`).catch(() => null); if (revoked) return res.sendStatus(401); next(); };',
    },
    'circuit breaker': {
      'src/guard.ts':
        "export const guard = async (req, res, next) => { const claims = jwt.verify(tokenOf(req), S); let revoked = false; try { revoked = await denylist.isRevoked(claims.jti); } catch (err) { metrics.increment('denylist.error'); } if (revoked) return res.sendStatus(401); next(); };",
    },
    'redis not ready': {
      'src/guard.ts':
        'export const guard = async (req, res, next) => { const claims = jwt.verify(tokenOf(req), S); if (!redis.isReady) return next(); if (await redis.get(`revoked:${claims.jti}`)) return res.sendStatus(401); next(); };',
    },
  },
  right: {
    'fail closed in isRevoked': {
      'src/denylist.ts':
        "export class Denylist { constructor(private readonly redis: Redis) {} async has(jti: string): Promise<boolean> { try { return (await this.redis.exists(`deny:${jti}`)) === 1; } catch (e) { this.log.warn('redis down'); throw new ServiceUnavailableException(); } } }",
    },
    'initial true is closed': {
      'src/guard.ts':
        "export const guard = async (req, res, next) => { const claims = jwt.verify(tokenOf(req), S); let revoked = true; try { revoked = await denylist.isRevoked(claims.jti); } catch (err) { metrics.increment('denylist.error'); } if (revoked) return res.sendStatus(401); next(); };",
    },
    'ip blacklist': {
      'src/guard.ts':
        'export const guard = async (req, res, next) => { let blocked = false; try { blocked = await ipBlacklist.has(req.ip); } catch (err) { log(err); } if (blocked) return res.sendStatus(403); next(); };',
    },
  },
});
