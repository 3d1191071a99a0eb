import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { SessionGuard } from './session.guard';
import { SessionService } from './session.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly sessions: SessionService) {}

  @UseGuards(SessionGuard)
  @Post('logout')
  @HttpCode(204)
  async logout(@Req() req: { user: { id: string }; sessionId: string }): Promise<void> {
    await this.sessions.revoke(req.user.id);
  }
}
