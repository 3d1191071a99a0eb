import { Controller, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { RevocationService } from './revocation.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly revocation: RevocationService) {}

  @Post('logout')
  @UseGuards(AuthGuard('jwt'))
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async logout(@Req() req: any) {
    await this.revocation.revoke(req.user.jti, new Date(req.user.exp * 1000));
  }
}
