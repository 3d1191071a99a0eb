import { SignJWT, jwtVerify } from 'jose';
import { randomUUID } from 'node:crypto';
import { env } from '~/env.mjs';

const key = new TextEncoder().encode(env.AUTH_SECRET);

export type AccessClaims = { sub: string; sid: string; role: 'member' | 'owner' };

export function issueAccessToken(user: { id: string; role: AccessClaims['role'] }) {
  return new SignJWT({ role: user.role, sid: randomUUID() })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user.id)
    .setIssuedAt()
    .setExpirationTime('20m')
    .sign(key);
}

export async function readAccessToken(raw: string): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(raw, key, { algorithms: ['HS256'] });
    return payload as unknown as AccessClaims;
  } catch {
    return null;
  }
}
