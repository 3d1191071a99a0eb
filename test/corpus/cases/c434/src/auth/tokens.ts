import jwt from 'jsonwebtoken';
import { secretOf, secretProvider } from './keys';

export async function sign(userId: string): Promise<string> {
  const secret = await secretOf(userId);
  if (!secret) throw new Error('no such user');
  return jwt.sign({}, secret, { subject: userId, keyid: userId, expiresIn: '8h' });
}

export function check(token: string): Promise<{ sub: string }> {
  return new Promise((resolve, reject) => {
    jwt.verify(token, secretProvider, { algorithms: ['HS256'] }, (err, claims) => {
      if (err || !claims || typeof claims === 'string' || !claims.sub) return reject(err ?? new Error('no subject'));
      resolve({ sub: claims.sub });
    });
  });
}
