import jwt, { type SignOptions } from 'jsonwebtoken';
import { readFileSync } from 'node:fs';

const privateKey = readFileSync('keys/private.pem');
const options: SignOptions = { algorithm: 'RS256', issuer: 'api.example.com', audience: 'web' };

export function accessToken(user: { id: string; scopes: string[] }): string {
  return jwt.sign({ sub: user.id, scope: user.scopes.join(' ') }, privateKey, options);
}
