import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { PrismaRevocations } from '@acme/revocations';
import { IS_PUBLIC } from './public.decorator';

@Injectable()
export class JwtGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly jwt: JwtService,
    private readonly revocations: PrismaRevocations,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const open = this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()]);
    if (open) return true;

    const request = context.switchToHttp().getRequest();
    const [, token] = request.headers.authorization?.split(' ') ?? [];
    const claims = await this.jwt.verifyAsync(token ?? '').catch(() => {
      throw new UnauthorizedException();
    });
    if (await this.revocations.includes(claims.jti)) throw new UnauthorizedException();
    request.claims = claims;
    return true;
  }
}
