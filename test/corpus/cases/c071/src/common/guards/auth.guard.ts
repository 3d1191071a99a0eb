import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { DenylistService } from '../../auth/denylist.service';

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly jwtService: JwtService,
    private readonly denylist: DenylistService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const [, token] = request.headers.authorization?.split(' ') ?? [];
    if (!token) throw new UnauthorizedException();
    const payload = await this.jwtService.verifyAsync<{ jti: string }>(token).catch(() => {
      throw new UnauthorizedException();
    });
    if (await this.denylist.has(payload.jti)) throw new UnauthorizedException('Signed out');
    request.user = payload;
    return true;
  }
}
