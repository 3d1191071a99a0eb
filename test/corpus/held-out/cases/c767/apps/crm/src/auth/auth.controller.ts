import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AccessPayload, JwtAccessGuard } from '@acme/security';
import { LogoutService } from './logout.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly logoutService: LogoutService) {}

  @Post('logout')
  @UseGuards(JwtAccessGuard)
  @HttpCode(204)
  async logout(@Req() req: { user: AccessPayload; token: string }): Promise<void> {
    await this.logoutService.logout(req.token, req.user);
  }
}
