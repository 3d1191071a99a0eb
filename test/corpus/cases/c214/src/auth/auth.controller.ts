import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { SessionGuard } from './session.guard';
import { SessionsService } from './sessions.service';

@Controller('auth')
@UseGuards(SessionGuard)
export class AuthController {
  constructor(private readonly sessions: SessionsService) {}

  @Post('logout')
  @HttpCode(204)
  logout(@Req() req: { sessionId: string }): Promise<void> {
    return this.sessions.end(req.sessionId);
  }
}
