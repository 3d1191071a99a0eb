import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AccessGuard, AuthedRequest, TokenRevocationService } from '@acme/auth';

@Controller('auth')
@UseGuards(AccessGuard)
export class LogoutController {
  constructor(private readonly revocation: TokenRevocationService) {}

  @Post('logout')
  @HttpCode(204)
  async logout(@Req() req: AuthedRequest): Promise<void> {
    // the client forgets its token as well, but until exp it would still pass the signature check
    await this.revocation.revoke(req.claims.jti, req.claims.exp);
  }
}
