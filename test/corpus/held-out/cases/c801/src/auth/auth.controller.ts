import { Body, Controller, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CookieJar } from '../shared/http/cookie-jar.service';
import { CurrentSession } from '../shared/http/current-session.decorator';
import { SessionGuard } from './session.guard';
import { SessionService, type SessionRecord } from './session.service';
import { LoginDto } from './login.dto';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly sessions: SessionService,
    private readonly jar: CookieJar,
  ) {}

  @Post('login')
  @HttpCode(204)
  async login(@Body() dto: LoginDto, @Res({ passthrough: true }) res: Response) {
    const session = await this.sessions.start(dto);
    this.jar.put(res, session.id, session.ttl);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(SessionGuard)
  async logout(@CurrentSession() session: SessionRecord, @Res({ passthrough: true }) res: Response) {
    await this.sessions.end(session.id);
    this.jar.wipe(res);
  }
}
