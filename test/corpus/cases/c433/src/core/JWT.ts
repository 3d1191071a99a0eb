import { promisify } from 'util';
import { sign, verify } from 'jsonwebtoken';
import { BadTokenError } from './ApiError';
import { privateKey, publicKey } from '../keys';

async function encode(payload: JwtPayload): Promise<string> {
  // @ts-ignore
  return promisify(sign)({ ...payload }, privateKey, { algorithm: 'RS256' });
}

async function validate(token: string): Promise<JwtPayload> {
  try {
    // @ts-ignore
    return (await promisify(verify)(token, publicKey)) as JwtPayload;
  } catch (e) {
    throw new BadTokenError();
  }
}

export class JwtPayload {
  aud: string;
  sub: string;
  iss: string;
  iat: number;
  exp: number;
  prm: string;

  constructor(issuer: string, audience: string, subject: string, param: string, validity: number) {
    this.iss = issuer;
    this.aud = audience;
    this.sub = subject;
    this.iat = Math.floor(Date.now() / 1000);
    this.exp = this.iat + validity;
    this.prm = param;
  }
}

export default { encode, validate };
