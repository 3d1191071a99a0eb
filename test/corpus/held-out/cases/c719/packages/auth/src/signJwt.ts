import jwt, { type SignOptions } from 'jsonwebtoken';

const defaults: SignOptions = {
  algorithm: 'HS512',
  issuer: 'acme-gateway',
  expiresIn: '1h',
};

export function signJwt<T extends object>(payload: T, options: SignOptions = {}): string {
  return jwt.sign(payload, process.env.JWT_SECRET as string, { ...defaults, ...options });
}
