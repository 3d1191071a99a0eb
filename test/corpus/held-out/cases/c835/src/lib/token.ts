import { SignJWT, jwtVerify } from 'jose';
import { firestore } from './firebase';

/**
 * Access tokens.
 *
 * JWTs are stateless: once signed, a token can not be taken back, and it will expire by itself.
 * That is why every account has a `validAfter`, and a token from before that moment is refused.
 */
const key = new TextEncoder().encode(process.env.TOKEN_SECRET!);
const accounts = firestore.collection('accounts');

export async function createAccess(uid: string) {
  return new SignJWT({ scope: 'app' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(uid)
    .setIssuedAt()
    .setExpirationTime('8h')
    .sign(key);
}

export async function readAccess(token: string) {
  const { payload } = await jwtVerify(token, key);
  const account = await accounts.doc(payload.sub!).get();
  const validAfter: number = account.get('validAfter') ?? 0;
  if (!account.exists || payload.iat! <= validAfter) throw new Error('token is outdated');
  return { uid: account.id, name: account.get('name') as string };
}

export async function outdateTokens(uid: string) {
  await accounts.doc(uid).update({ validAfter: Math.floor(Date.now() / 1000) });
}
