import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';

const { ACCESS_SECRET = '' } = process.env;

export const signAccess = (userId: string) =>
  jwt.sign({ sub: userId, jti: randomUUID() }, ACCESS_SECRET, { algorithm: 'HS384', expiresIn: '5m' });
