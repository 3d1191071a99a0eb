import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { RevokedTokenStore } from './revoked-token.store';
import { bearerOf } from './bearer-of';
import type { AccessPayload } from './access-payload';

@Injectable()
export class JwtAccessGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    private readonly revoked: RevokedTokenStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const token = bearerOf(request);
    if (!token) throw new UnauthorizedException();

    let payload: AccessPayload;
    try {
      payload = await this.jwt.verifyAsync<AccessPayload>(token);
    } catch {
      throw new UnauthorizedException();
    }

    if (await this.revoked.has(payload.jti)) {
      throw new UnauthorizedException('token revoked');
    }
    request.user = payload;
    request.token = token;
    return true;
  }
}
