import jwt from 'jsonwebtoken';
import { env } from '../env';

type Purpose = 'confirm-email' | 'reset-password';

const LIFETIME: Record<Purpose, string> = {
  'confirm-email': '2d',
  'reset-password': '20m',
};

export function mailToken(purpose: Purpose, userId: string, key: string) {
  return jwt.sign({ purpose }, env.MAIL_TOKEN_SECRET + key, { subject: userId, expiresIn: LIFETIME[purpose] as never });
}

export function readMailToken(purpose: Purpose, token: string, key: string) {
  const claims = jwt.verify(token, env.MAIL_TOKEN_SECRET + key, { algorithms: ['HS256'] }) as jwt.JwtPayload;
  if (claims.purpose !== purpose) throw new Error('wrong purpose');
  return claims.sub as string;
}
