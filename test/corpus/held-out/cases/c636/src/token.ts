import { SignJWT, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Env } from './env';

const key = (env: Env) => new TextEncoder().encode(env.TOKEN_KEY);

export const sign = (env: Env, payload: JWTPayload) =>
  new SignJWT({ scope: payload.scope })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(payload.sub!)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('30 minutes')
    .sign(key(env));

export async function renew(env: Env, token: string) {
  try {
    const { payload } = await jwtVerify(token, key(env));
    return await sign(env, payload);
  } catch (e) {
    if (e instanceof errors.JWTExpired) {
      return sign(env, e.payload);
    }
    return null;
  }
}
