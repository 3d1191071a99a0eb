import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { RevokedToken } from '../entities/revoked-token.entity';
import { AUTH_COOKIE } from '../auth-cookie';

@Injectable()
export class CookieJwtGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    @InjectRepository(RevokedToken) private readonly revokedTokens: Repository<RevokedToken>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const payload = await this.verify(request.cookies?.[AUTH_COOKIE]);
    if (await this.isRevoked(payload.jti)) {
      throw new UnauthorizedException();
    }
    request.user = payload;
    return true;
  }

  private isRevoked(jti: string): Promise<boolean> {
    return this.revokedTokens.existsBy({ jti });
  }

  private async verify(token?: string): Promise<{ sub: string; jti: string }> {
    try {
      return await this.jwt.verifyAsync(token ?? '');
    } catch {
      throw new UnauthorizedException();
    }
  }
}
