import { Body, Controller, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { SessionGuard } from '../sessions/session.guard';
import { AuthService } from './auth.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  @HttpCode(200)
  login(@Body() body: { email: string; password: string }) {
    return this.auth.login(body.email, body.password);
  }

  @Post('logout')
  @UseGuards(SessionGuard)
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  logout(@Req() req: { session: { id: string; userId: string } }) {
    return this.auth.logout(req.session.userId, req.session.id);
  }
}
