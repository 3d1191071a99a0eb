import { injectable, inject } from 'inversify';
import { SignJWT, jwtVerify } from 'jose';
import type { AppConfig } from '../config';
import { TYPES } from '../types';

export interface AccessClaims {
  sub: string;
  sid: string;
  tenant: string;
}

@injectable()
export class JoseTokenIssuer {
  private readonly key: Uint8Array;

  constructor(@inject(TYPES.Config) private readonly config: AppConfig) {
    this.key = new TextEncoder().encode(config.auth.secret);
  }

  issue({ sub, sid, tenant }: AccessClaims): Promise<string> {
    return new SignJWT({ sid, tenant })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(sub)
      .setIssuer(this.config.auth.issuer)
      .setAudience(this.config.auth.audience)
      .setIssuedAt()
      .sign(this.key);
  }

  async read(token: string): Promise<AccessClaims> {
    const { payload } = await jwtVerify<AccessClaims>(token, this.key, {
      issuer: this.config.auth.issuer,
      audience: this.config.auth.audience,
    });
    return payload;
  }
}
