import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { JwtService } from '@nestjs/jwt';
import type { AccessClaims, RefreshClaims, TokenCodec } from '../application/ports/token-codec';

@Injectable()
export class NestTokenCodec implements TokenCodec {
  constructor(
    private readonly jwt: JwtService,
    private readonly config: ConfigService,
  ) {}

  async readRefresh(token: string): Promise<RefreshClaims | null> {
    try {
      return await this.jwt.verifyAsync<RefreshClaims>(token, {
        secret: this.config.getOrThrow('REFRESH_SECRET'),
      });
    } catch {
      return null;
    }
  }

  writeAccess(claims: AccessClaims): Promise<string> {
    return this.jwt.signAsync(claims, { secret: this.config.getOrThrow('ACCESS_SECRET'), expiresIn: '10m' });
  }
}
