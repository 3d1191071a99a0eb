import { SignJWT, jwtVerify } from 'jose';
import { cookies } from 'next/headers.js';

const encodedKey = new TextEncoder().encode(process.env['SESSION_SECRET']);

/** @param {string} userId */
export async function createSession(userId) {
  const expires = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
  const session = await new SignJWT({ userId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('7d')
    .sign(encodedKey);
  (await cookies()).set('session', session, { httpOnly: true, expires, sameSite: 'lax', path: '/' });
}

export async function verifySession() {
  const session = (await cookies()).get('session')?.value;
  try {
    const { payload } = await jwtVerify(session ?? '', encodedKey, { algorithms: ['HS256'] });
    return payload;
  } catch {
    return null;
  }
}

export async function deleteSession() {
  (await cookies()).delete('session');
}
