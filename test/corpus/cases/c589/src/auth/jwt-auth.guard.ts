import { ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { IS_PUBLIC } from '../common/public.decorator';
import { RevocationService } from './revocation.service';

@Injectable()
export class JwtAuthGuard {
  constructor(
    private readonly reflector: Reflector,
    private readonly jwt: JwtService,
    private readonly revocations: RevocationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()])) {
      return true;
    }
    const request = context.switchToHttp().getRequest();
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    const user = await this.jwt.verifyAsync(token ?? '').catch(() => null);
    if (!user || (await this.revocations.isRevoked(token))) {
      throw new UnauthorizedException();
    }
    request.user = user;
    request.token = token;
    return true;
  }
}
