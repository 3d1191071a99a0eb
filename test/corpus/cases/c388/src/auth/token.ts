import jwt, { Secret, SignOptions } from 'jsonwebtoken';
import { env } from '../env';

export interface AccessClaims {
  sub: string;
  sid: string;
  org: string;
}

export function signToken(claims: AccessClaims, options: SignOptions = {}): string {
  return jwt.sign(claims, env.JWT_PRIVATE_KEY as Secret, { algorithm: 'RS256', ...options });
}

export function readToken(token: string): AccessClaims {
  return jwt.verify(token, env.JWT_PUBLIC_KEY, { algorithms: ['RS256'] }) as AccessClaims;
}
