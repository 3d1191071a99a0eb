import { Controller, Get, HttpCode, Post, Req, UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';
import { SessionService } from './session.service';

@Controller('session')
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Get('me')
  async me(@Req() req: Request) {
    const member = await this.sessions.memberOf(this.idOf(req));
    if (!member) throw new UnauthorizedException();
    return { id: member.id, email: member.email, club: member.club };
  }

  @Post('logout')
  @HttpCode(200)
  async logout(@Req() req: Request) {
    await this.sessions.end(this.idOf(req));
    return { ok: true };
  }

  private idOf(req: Request): string {
    return req.get('x-session-id') ?? '';
  }
}
