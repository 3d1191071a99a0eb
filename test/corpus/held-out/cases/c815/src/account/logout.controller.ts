import { Controller, Get, Header, Inject, Post, Redirect, Render, Req, UseGuards } from '@nestjs/common';
import { CsrfGuard } from '../security/csrf.guard';
import { SessionGuard, type SignedInRequest } from '../security/session.guard';
import { SESSIONS, type Sessions } from '../sessions/sessions.port';

@Controller('logout')
@UseGuards(SessionGuard)
export class LogoutController {
  constructor(@Inject(SESSIONS) private readonly sessions: Sessions) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Render('account/logout')
  async logoutPage(@Req() req: SignedInRequest) {
    const others = await this.sessions.countOthers(req.session.accountId, req.session.id);
    return { csrf: req.csrfToken(), otherSessions: others };
  }

  @Post()
  @UseGuards(CsrfGuard)
  @Redirect('/', 303)
  async logout(@Req() req: SignedInRequest): Promise<void> {
    await this.sessions.end(req.session.id);
  }
}
