import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { JwtService } from '@nestjs/jwt';
import { AuthService } from './auth.service';
import { extractBearer } from './extract-bearer';

@Injectable()
export class GqlAccessGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    private readonly auth: AuthService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { req } = GqlExecutionContext.create(context).getContext();
    const claims = await this.jwt.verifyAsync(extractBearer(req)).catch(() => null);
    if (!claims || (await this.auth.isLoggedOut(claims.jti))) {
      throw new UnauthorizedException();
    }
    req.claims = claims;
    return true;
  }
}
