import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { baseOptions } from './options';
import { privateKey } from './keys';

export function accessToken(user: { id: string; scopes: string[] }): string {
  return jwt.sign({ scope: user.scopes.join(' ') }, privateKey, {
    ...baseOptions,
    subject: user.id,
    jwtid: randomUUID(),
  });
}
