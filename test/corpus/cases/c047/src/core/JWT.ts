import { promisify } from 'node:util';
import { sign, verify } from 'jsonwebtoken';

export class JwtPayload {
  constructor(
    public iss: string,
    public aud: string,
    public sub: string,
    public prm: string,
    public iat: number,
    public exp: number,
  ) {}
}

async function encode(payload: JwtPayload): Promise<string> {
  return promisify(sign)({ ...payload }, process.env.PRIVATE_KEY, { algorithm: 'RS256' });
}

async function validate(token: string): Promise<JwtPayload> {
  return (await promisify(verify)(token, process.env.PUBLIC_KEY)) as JwtPayload;
}

export default { encode, validate };
