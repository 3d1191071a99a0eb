import { createDecoder, createSigner, createVerifier } from 'fast-jwt';
import { randomUUID } from 'node:crypto';
import { config } from './config';

export interface Claims {
  sub: string;
  jti: string;
  tenant: string;
  exp: number;
}

const signer = createSigner({ key: config.jwtSecret, expiresIn: 15 * 60 * 1000 });
const lenient = createVerifier({ key: config.jwtSecret, ignoreExpiration: true });
export const decode = createDecoder({ complete: true });

export const signAccess = (sub: string, tenant: string) => signer({ sub, tenant, jti: randomUUID() });
export const readOld = (token: string): Claims => lenient(token);
