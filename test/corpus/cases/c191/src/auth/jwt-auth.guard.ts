import { CanActivate, ExecutionContext, Injectable, Logger, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { RevokedTokensService } from './revoked-tokens.service';

@Injectable()
export class JwtAuthGuard implements CanActivate {
  private readonly logger = new Logger(JwtAuthGuard.name);

  constructor(
    private readonly jwt: JwtService,
    private readonly revoked: RevokedTokensService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const claims = await this.verified(request.headers.authorization?.slice(7));
    request.user = claims;
    try {
      return !(await this.revoked.contains(claims.jti));
    } catch (error) {
      this.logger.warn(`revocation store unavailable: ${error}`);
      return true;
    }
  }

  private async verified(token: string) {
    try {
      return await this.jwt.verifyAsync(token);
    } catch {
      throw new UnauthorizedException();
    }
  }
}
