import { Controller, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { SessionGuard } from '../session/session.guard';
import { SessionStore } from '../session/session.store';

@Controller()
@UseGuards(SessionGuard)
export class AccountController {
  constructor(private readonly store: SessionStore) {}

  @Get('me')
  me(@Req() req: { user: { id: string; email: string } }) {
    return { id: req.user.id, email: req.user.email };
  }

  @Post('logout')
  @HttpCode(200)
  async logout(@Req() req: { sessionId: string }) {
    await this.store.delete(req.sessionId);
    return { ok: true };
  }
}
