import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { db } from '../db/client';
import { refreshTokens } from '../db/schema';

const REFRESH_DAYS = 30;

function hashToken(token: string) {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

export async function create(userId: string) {
  const token = randomBytes(40).toString('hex');
  await db.insert(refreshTokens).values({
    userId,
    token: hashToken(token),
    expiresAt: new Date(Date.now() + REFRESH_DAYS * 24 * 60 * 60 * 1000),
  });
  return token;
}

export async function find(token: string) {
  const [row] = await db
    .select()
    .from(refreshTokens)
    .where(and(eq(refreshTokens.token, hashToken(token)), gt(refreshTokens.expiresAt, new Date())))
    .limit(1);
  return row;
}

export async function removeByToken(token: string) {
  await db.delete(refreshTokens).where(eq(refreshTokens.token, token));
}

export async function removeById(id: string) {
  await db.delete(refreshTokens).where(eq(refreshTokens.id, id));
}
