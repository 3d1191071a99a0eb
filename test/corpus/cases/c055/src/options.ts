import type { SignOptions } from 'jsonwebtoken';

export const baseOptions: SignOptions = {
  algorithm: 'RS256',
  issuer: 'api.example.com',
  audience: 'web',
  expiresIn: '15m',
};
