import { Body, Controller, Get, Header, HttpCode, Post, Redirect, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AuthService } from './auth.service';
import { RegisterDto } from './dto/register.dto';
import { SignInDto } from './dto/sign-in.dto';
import { SessionGuard } from './session.guard';
import { COOKIE_NAME, COOKIE_OPTIONS } from './constants';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly authService: AuthService) {}

  @Post('register')
  @ApiOperation({ summary: 'Create an account' })
  register(@Body() dto: RegisterDto) {
    return this.authService.register(dto);
  }

  @Post('login')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async login(@Body() dto: SignInDto, @Res({ passthrough: true }) res: Response) {
    const { sessionId, user } = await this.authService.login(dto);
    res.cookie(COOKIE_NAME, sessionId, COOKIE_OPTIONS);
    return user;
  }

  @Get('logout')
  @UseGuards(SessionGuard)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'End the session' })
  async logout(@Req() req: Request, @Res({ passthrough: true }) res: Response) {
    await this.authService.logout(req['sessionId']);
    res.clearCookie(COOKIE_NAME, COOKIE_OPTIONS);
    return { loggedOut: true };
  }
}
