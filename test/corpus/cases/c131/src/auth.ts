import { sign } from 'jsonwebtoken';
import { User } from './entity/User';

export const createAccessToken = (user: User): string =>
  sign({ userId: user.id }, process.env.ACCESS_TOKEN_SECRET as string, { expiresIn: '1d' });

export const createRefreshToken = (user: User): string =>
  sign({ userId: user.id, tokenVersion: user.tokenVersion }, process.env.REFRESH_TOKEN_SECRET as string, { expiresIn: '7d' });
