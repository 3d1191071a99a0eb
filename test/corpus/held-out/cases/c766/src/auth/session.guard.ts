import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { SessionRepository } from './session.repository';

@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    private readonly sessions: SessionRepository,
  ) {}

  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    const token = request.headers.authorization?.replace('Bearer ', '');
    const payload = await this.jwt.verifyAsync(token ?? '').catch(() => {
      throw new UnauthorizedException();
    });
    const session = await this.sessions.find(payload.sid);
    if (!session || session.userId !== payload.sub) throw new UnauthorizedException();
    request.auth = { userId: payload.sub, sid: payload.sid };
    return true;
  }
}
