import { SignJWT, jwtVerify } from 'jose';

const secret = () => new TextEncoder().encode(useRuntimeConfig().jwtSecret);

export const AUTH_COOKIE = 'shop_auth';

export async function createToken(userId: string, jti: string) {
  return await new SignJWT({ role: 'customer' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setIssuer('urn:shop')
    .setSubject(userId)
    .setJti(jti)
    .sign(secret());
}

export async function parseToken(token: string) {
  const { payload } = await jwtVerify(token, secret(), { issuer: 'urn:shop' });
  return payload;
}
