import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { LoginRepository } from '../core/ports/login.repository';
import { bearer } from './bearer';

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    private readonly logins: LoginRepository,
  ) {}

  async canActivate(context: ExecutionContext) {
    const req = context.switchToHttp().getRequest();
    const claims = await this.verified(bearer(req));
    const login = await this.logins.byId(claims.sid);
    if (login?.userId !== claims.sub) throw new UnauthorizedException();
    req.login = login;
    return true;
  }

  private async verified(token: string): Promise<{ sub: string; sid: string }> {
    try {
      return await this.jwt.verifyAsync(token);
    } catch {
      throw new UnauthorizedException();
    }
  }
}
