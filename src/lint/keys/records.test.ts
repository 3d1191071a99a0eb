import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'built query, raw': {
      'src/a.ts': `import { db } from './db'; import { refreshTokens } from './schema';
const hashToken = (token) => createHash('sha256').update(token).digest('hex');
export async function create(userId) { const token = randomBytes(40).toString('hex'); await db.insert(refreshTokens).values({ userId, token: hashToken(token) }); return token; }
export async function logout(req, res) { await db.delete(refreshTokens).where(eq(refreshTokens.token, req.cookies.refreshToken)); res.end(); }`,
    },
  },
  right: {
    'built query, hashed': {
      'src/a.ts': `import { db } from './db'; import { refreshTokens } from './schema';
const hashToken = (token) => createHash('sha256').update(token).digest('hex');
export async function create(userId) { const token = randomBytes(40).toString('hex'); await db.insert(refreshTokens).values({ userId, token: hashToken(token) }); return token; }
export async function logout(req, res) { await db.delete(refreshTokens).where(eq(refreshTokens.token, hashToken(req.cookies.refreshToken))); res.end(); }`,
    },
    'built query, by owner': {
      'src/a.ts': `import { db } from './db'; import { refreshTokens } from './schema';
export async function create(userId) { await db.insert(refreshTokens).values({ userId, token: sha256(token) }); return token; }
export async function logout(req, res) { await db.delete(refreshTokens).where(eq(refreshTokens.userId, req.user.id)); res.end(); }`,
    },
  },
});
