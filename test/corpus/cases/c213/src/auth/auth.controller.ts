import { Controller, Post, Req, UseGuards } from '@nestjs/common';
import { SessionGuard } from './session.guard';
import { SessionsService } from './sessions.service';

@Controller('auth')
@UseGuards(SessionGuard)
export class AuthController {
  constructor(private readonly sessions: SessionsService) {}

  @Post('logout')
  logout(@Req() req: { sessionId: string }): { ok: boolean } {
    this.sessions.end(req.sessionId);
    return { ok: true };
  }
}
