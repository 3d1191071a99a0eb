import { SignJWT, jwtVerify } from 'jose';
import { createHash, randomBytes } from 'node:crypto';
import { ACCESS_SECONDS } from './login-store';

const key = new TextEncoder().encode(process.env.NUXT_JWT_SECRET ?? process.env.JWT_SECRET);

export const access = (userId: string, login: string) =>
  new SignJWT({ sid: login })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime(new Date(Date.now() + ACCESS_SECONDS * 1000))
    .sign(key);

export const parse = async (token: string) => {
  const { payload } = await jwtVerify(token, key);
  return { userId: payload.sub as string, login: payload.sid as string };
};

export const opaque = () => {
  const value = randomBytes(32).toString('base64url');
  return { value, hash: hashOf(value) };
};
export const hashOf = (value: string) => createHash('sha256').update(value).digest('hex');
