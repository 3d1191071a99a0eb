import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { RevocationService } from './revocation.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly revocations: RevocationService) {}

  @Post('logout')
  @HttpCode(204)
  async logout(@Req() req: any): Promise<void> {
    await this.revocations.revoke(req.token, req.user.exp);
  }
}
