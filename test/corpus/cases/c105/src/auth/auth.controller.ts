import { Controller, Get, Req, Res } from '@nestjs/common';
import { AuthService } from './auth.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Get('logout')
  async logout(@Req() req, @Res() res) {
    await this.auth.endSession(req.cookies['sid']);
    res.redirect('/');
  }
}
