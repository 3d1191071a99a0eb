import { SignJWT, jwtVerify } from 'jose';
import { randomUUID } from 'node:crypto';
import { JWT_SECRET } from '$env/static/private';

const key = new TextEncoder().encode(JWT_SECRET);
const sign = (use: string, sub: string, sid: string, exp: string) =>
  new SignJWT({ use, sid })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setJti(randomUUID())
    .setExpirationTime(exp)
    .sign(key);

export const accessJwt = (sub: string, sid: string) => sign('access', sub, sid, '15m');
export const refreshJwt = (sub: string, sid: string) => sign('refresh', sub, sid, '21d');

export async function open(use: 'access' | 'refresh', token: string) {
  const { payload } = await jwtVerify(token, key);
  if (payload.use !== use) throw new Error('wrong token');
  return { sub: payload.sub as string, sid: payload.sid as string };
}
