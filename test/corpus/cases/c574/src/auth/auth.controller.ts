import { Body, Controller, Get, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AuthService } from './auth.service';
import { LoginDto } from './dto/login.dto';
import { SessionGuard } from './session.guard';
import { CurrentUser } from './current-user.decorator';

export const WIDGET_COOKIE = 'chat_widget_sid';

@ApiTags('auth')
@Controller('widget/auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  @HttpCode(200)
  async login(@Body() dto: LoginDto, @Res({ passthrough: true }) res: Response) {
    const { session, user } = await this.auth.login(dto.email, dto.password);
    // the widget runs inside an iframe on customers' pages
    res.cookie(WIDGET_COOKIE, session.token, {
      httpOnly: true,
      secure: true,
      sameSite: 'none',
      partitioned: true,
      path: '/',
      expires: session.expiresAt,
    });
    return { user };
  }

  @Post('logout')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @UseGuards(SessionGuard)
  async logout(@Req() req: Request, @Res({ passthrough: true }) res: Response) {
    await this.auth.logout(req.cookies[WIDGET_COOKIE]);
    res.clearCookie(WIDGET_COOKIE, { httpOnly: true, secure: true, sameSite: 'none', path: '/' });
  }

  @Get('me')
  @Header('Cache-Control', 'no-store')
  @UseGuards(SessionGuard)
  me(@CurrentUser() user: { id: string; name: string }) {
    return user;
  }
}
