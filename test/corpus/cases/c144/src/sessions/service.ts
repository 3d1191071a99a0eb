import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { families } from './families';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export async function begin(userId: string) {
  const family = randomUUID();
  const secret = randomBytes(32).toString('base64url');
  await families.insert({ id: family, userId, hash: digest(secret).toString('hex') });
  return tokens(userId, family, secret);
}

export async function refresh(presented: string) {
  const [family = '', secret = ''] = presented.split('.');
  const row = await families.find(family);
  if (!row) throw new Error('signed out');
  if (!timingSafeEqual(Buffer.from(row.hash, 'hex'), digest(secret))) {
    await families.remove(family);
    throw new Error('refresh token was used twice');
  }
  const next = randomBytes(32).toString('base64url');
  await families.rotate(family, row.hash, digest(next).toString('hex'));
  return tokens(row.userId, family, next);
}

export async function authenticate(token: string) {
  const claims = jwt.verify(token, process.env.JWT_SECRET as string) as { sub: string; sid: string };
  if (!(await families.find(claims.sid))) throw new Error('signed out');
  return claims;
}

export const logout = (family: string): Promise<void> => families.remove(family);

function tokens(userId: string, family: string, secret: string) {
  const access = jwt.sign({ sub: userId, sid: family }, process.env.JWT_SECRET as string, { expiresIn: '10m' });
  return { access, refresh: `${family}.${secret}` };
}
