import { SignJWT, jwtVerify } from 'jose';
import { and, eq, gt } from 'drizzle-orm';
import { createHash, randomBytes, randomUUID } from 'crypto';
import { db } from '@/db';
import { refreshTokens } from '@/db/schema';

const secret = new TextEncoder().encode(process.env.JWT_SECRET!);
const sha = (s: string) => createHash('sha256').update(s).digest('hex');

export const signAccess = (userId: string) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('30m')
    .sign(secret);

export const verifyAccess = async (token: string) => (await jwtVerify(token, secret)).payload;

export async function issueRefresh(userId: string) {
  const token = randomBytes(32).toString('base64url');
  await db.insert(refreshTokens).values({ hash: sha(token), userId, expiresAt: new Date(Date.now() + 14 * 864e5) });
  return token;
}

export async function consumeRefresh(token: string) {
  const [row] = await db
    .delete(refreshTokens)
    .where(and(eq(refreshTokens.hash, sha(token)), gt(refreshTokens.expiresAt, new Date())))
    .returning({ userId: refreshTokens.userId });
  return row?.userId ?? null;
}
