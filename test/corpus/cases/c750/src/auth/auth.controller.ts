import { Body, Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Request, Response } from 'express';
import { SessionGuard } from './guards/session.guard';
import { LoginDto } from './dto/login.dto';
import { SessionsService } from './sessions.service';

const COOKIE = 'acme_sid';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly config: ConfigService,
  ) {}

  @Post('login')
  @HttpCode(200)
  async login(@Body() dto: LoginDto, @Req() req: Request, @Res({ passthrough: true }) res: Response) {
    const { id, user } = await this.sessions.open(dto, req.ip);
    res.cookie(COOKIE, id, {
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
      domain: this.config.getOrThrow('COOKIE_DOMAIN'),
      path: '/api/auth',
      maxAge: 8 * 60 * 60 * 1000,
    });
    return { id: user.id, name: user.name };
  }

  @Post('logout')
  @UseGuards(SessionGuard)
  @HttpCode(204)
  async logout(@Req() req: Request, @Res({ passthrough: true }) res: Response) {
    await this.sessions.close(req.cookies[COOKIE]);
    res.clearCookie(COOKIE, {
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
      domain: this.config.getOrThrow('COOKIE_DOMAIN'),
    });
  }
}
