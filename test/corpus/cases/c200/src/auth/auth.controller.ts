import { Controller, Post, Req, UseGuards } from '@nestjs/common';
import { AuthService } from './auth.service';
import { SessionGuard } from './session.guard';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('logout')
  @UseGuards(SessionGuard)
  logout(@Req() req: { sessionId: string }) {
    return this.auth.logout(req.sessionId);
  }
}
