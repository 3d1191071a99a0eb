import { rule } from '../../../test/support/lint.ts';

rule('denylist-never-written', {
  wrong: {
    'denylist interface, never added': {
      'src/denylist.ts': `const denied = new Map<string, number>();
export const isDenied = (jti: string) => { const until = denied.get(jti); return until !== undefined && until > Date.now(); };`,
      'src/guard.ts': `import { isDenied } from './denylist';
export const guard = (req, res, next) => { const claims = jwt.verify(req.token, S); if (isDenied(claims.jti)) return res.sendStatus(401); req.user = claims; next(); };`,
      'src/logout.ts':
        "export const logout = (req, res) => { res.clearCookie('token'); res.sendStatus(204); };",
    },
    'denylist added by function nobody calls': {
      'src/denylist.ts': `const revoked = new Set<string>();
export const revoke = (jti: string) => revoked.add(jti);
export const isRevoked = (jti: string) => revoked.has(jti);`,
      'src/guard.ts': `import { isRevoked } from './denylist';
export const guard = (req, res, next) => { const claims = jwt.verify(req.token, S); if (isRevoked(claims.jti)) return res.sendStatus(401); req.user = claims; next(); };`,
      'src/logout.ts':
        "export const logout = (req, res) => { res.clearCookie('token'); res.sendStatus(204); };",
    },
  },
  right: {
    'denylist added by a job': {
      'src/denylist.ts': `const revoked = new Set<string>();
export const revoke = (jti: string) => revoked.add(jti);
export const isRevoked = (jti: string) => revoked.has(jti);`,
      'src/admin.ts': `import { revoke } from './denylist';
router.post('/admin/revoke', (req, res) => { revoke(req.body.jti); res.end(); });`,
      'src/guard.ts': `import { isRevoked } from './denylist';
export const guard = (req, res, next) => { const claims = jwt.verify(req.token, S); if (isRevoked(claims.jti)) return res.sendStatus(401); req.user = claims; next(); };`,
      'src/logout.ts':
        "export const logout = (req, res) => { res.clearCookie('token'); res.sendStatus(204); };",
    },
  },
});
