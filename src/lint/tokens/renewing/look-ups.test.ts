import { rule } from '../../../../test/support/lint.ts';

rule('revocation-fail-open', {
  wrong: {
    'key function': {
      'src/a.ts': `import type { Cache } from 'cache-manager';
export class Blacklist { constructor(private readonly cache: Cache) {} private key(jti: string) { return \`blacklist:\${jti}\`; }
 async contains(jti: string) { try { return (await this.cache.get(this.key(jti))) === true; } catch { return false; } } }`,
    },
    tryCatch: {
      'src/a.ts': `export const isAuthed = async ({ ctx, next }) => { const claims = jwt.verify(ctx.token, S); const revoked = await tryCatch(db.revokedToken.findUnique({ where: { jti: claims.jti } })); if (revoked.data) throw new Error('out'); return next({ ctx }); };`,
    },
  },
  right: {
    'key function that refuses': {
      'src/a.ts': `import type { Cache } from 'cache-manager';
export class Blacklist { constructor(private readonly cache: Cache) {} private key(jti: string) { return \`blacklist:\${jti}\`; }
 async contains(jti: string) { try { return (await this.cache.get(this.key(jti))) === true; } catch { return true; } } }`,
    },
    'key function of something else': {
      'src/a.ts': `import type { Cache } from 'cache-manager';
export class Views { constructor(private readonly cache: Cache) {} private key(id: string) { return \`views:\${id}\`; }
 async seen(id: string) { const revoked = 1; try { return (await this.cache.get(this.key(id))) === true; } catch { return false; } } }`,
    },
    'tryCatch looked at': {
      'src/a.ts': `export const isAuthed = async ({ ctx, next }) => { const claims = jwt.verify(ctx.token, S); const revoked = await tryCatch(db.revokedToken.findUnique({ where: { jti: claims.jti } })); if (revoked.error || revoked.data) throw new Error('out'); return next({ ctx }); };`,
    },
    'tryCatch taken apart': {
      'src/a.ts': `export const isAuthed = async ({ ctx, next }) => { const claims = jwt.verify(ctx.token, S); const [err, row] = await to(db.revokedToken.findUnique({ where: { jti: claims.jti } })); if (err || row) throw new Error('out'); return next({ ctx }); };`,
    },
    'tryCatch handed on': {
      'src/a.ts': `export const isAuthed = async ({ ctx, next }) => { const claims = jwt.verify(ctx.token, S); const revoked = await tryCatch(db.revokedToken.findUnique({ where: { jti: claims.jti } })); if (unwrap(revoked)) throw new Error('out'); return next({ ctx }); };`,
    },
  },
});
