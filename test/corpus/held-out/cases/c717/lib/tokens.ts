import jwt from 'jsonwebtoken';
import { env } from './env';

export type Access = { sub: string; sid: string };

export const issue = ({ sub, sid }: Access) => jwt.sign({ sid }, env.JWT_SECRET, { subject: sub, expiresIn: '10m' });

export const read = (token: string, opts: { expired?: boolean } = {}) =>
  jwt.verify(token, env.JWT_SECRET, { ignoreExpiration: opts.expired === true }) as Access;
