import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Request } from 'express';
import { SessionsService } from '../sessions/sessions.service';

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { auth?: unknown }>();
    const token = this.fromHeader(request);
    if (!token) throw new UnauthorizedException();

    const claims = await this.jwt.verifyAsync(token).catch(() => {
      throw new UnauthorizedException();
    });
    if (!(await this.sessions.isOpen(claims.session))) {
      throw new UnauthorizedException('session closed');
    }
    request.auth = claims;
    return true;
  }

  private fromHeader(request: Request): string | undefined {
    const [type, token] = request.headers.authorization?.split(' ') ?? [];
    return type === 'Bearer' ? token : undefined;
  }
}
