import { SignJWT, jwtVerify, importPKCS8, importSPKI } from 'jose';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { tokenInfo } from '../config';
import { BadTokenError } from './errors';

const file = (name: string) => readFile(path.join(__dirname, '../../keys', name), 'utf8');

export interface JwtClaims {
  iss: string;
  aud: string;
  sub: string;
  prm: string;
}

export async function encode(sub: string, prm: string, seconds: number) {
  const key = await importPKCS8(await file('private.pem'), 'RS256');
  return new SignJWT({ prm })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(tokenInfo.issuer)
    .setAudience(tokenInfo.audience)
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(key);
}

export async function validate(token: string): Promise<JwtClaims> {
  try {
    const key = await importSPKI(await file('public.pem'), 'RS256');
    const { payload } = await jwtVerify(token, key, { issuer: tokenInfo.issuer, audience: tokenInfo.audience });
    return payload as unknown as JwtClaims;
  } catch (e) {
    throw new BadTokenError();
  }
}
