import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { AuthService } from './auth.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('refresh')
  refresh(@Body('refreshToken') token: string) {
    return this.auth.refresh(token);
  }

  @UseGuards(AuthGuard('access'))
  @Post('signout')
  @HttpCode(204)
  async signout(@Req() req: { user: { sid: string } }): Promise<void> {
    await this.auth.signOut(req.user.sid);
  }
}
