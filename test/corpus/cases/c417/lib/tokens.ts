import { SignJWT, jwtVerify } from 'jose';
import { nanoid } from 'nanoid';
import { kv } from '@vercel/kv';

const secret = new TextEncoder().encode(process.env.JWT_SECRET!);
export const REFRESH_COOKIE = 'refresh';
export const cookieOptions = { httpOnly: true, secure: true, sameSite: 'strict', path: '/api' } as const;

const DAYS_30 = 60 * 60 * 24 * 30;
const entry = (id: string) => `refresh:${id}`;

export async function mintAccess(userId: string) {
  return new SignJWT({ scope: 'app' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setJti(nanoid())
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(secret);
}

export async function readAccess(token: string) {
  const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] });
  return payload.sub!;
}

export async function newRefresh(userId: string) {
  const id = nanoid(40);
  await kv.set(entry(id), userId, { ex: DAYS_30 });
  return id;
}

export const useRefresh = (id: string) => kv.getdel<string>(entry(id));
export const dropRefresh = (id: string) => kv.del(entry(id));
