import { Body, Controller, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { AuthService } from './auth.service';
import { AUTH_COOKIE, AUTH_COOKIE_OPTIONS } from './auth-cookie';
import { CookieJwtGuard } from './guards/cookie-jwt.guard';
import { LoginDto } from './dto/login.dto';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  @HttpCode(204)
  async login(@Body() dto: LoginDto, @Res({ passthrough: true }) res: Response) {
    res.cookie(AUTH_COOKIE, await this.auth.login(dto), AUTH_COOKIE_OPTIONS);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(CookieJwtGuard)
  logout(@Res({ passthrough: true }) res: Response) {
    res.clearCookie(AUTH_COOKIE, AUTH_COOKIE_OPTIONS);
  }
}
