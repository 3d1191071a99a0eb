import { sign } from 'jsonwebtoken';
import { User } from './entity/User';

const claims = (user: User) => ({ userId: user.id, tokenVersion: user.tokenVersion });

export const createAccessToken = (user: User): string =>
  sign(claims(user), process.env.ACCESS_TOKEN_SECRET as string, { expiresIn: '1h' });

export const createRefreshToken = (user: User): string =>
  sign(claims(user), process.env.REFRESH_TOKEN_SECRET as string, { expiresIn: '7d' });
