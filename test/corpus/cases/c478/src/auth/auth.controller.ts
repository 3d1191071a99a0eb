import { Controller, Get, HttpCode, Post, Request, UseGuards } from '@nestjs/common';
import { AuthenticatedGuard } from './authenticated.guard';
import { LocalAuthGuard } from './local-auth.guard';

@Controller('auth')
export class AuthController {
  @UseGuards(LocalAuthGuard)
  @Post('login')
  @HttpCode(200)
  login(@Request() req): any {
    return { id: req.user.id, username: req.user.username };
  }

  @UseGuards(AuthenticatedGuard)
  @Get('protected')
  getHello(@Request() req): string {
    return `Hello ${req.user.username}`;
  }

  @UseGuards(AuthenticatedGuard)
  @Post('logout')
  logout(@Request() req): any {
    req.logout();
    return { msg: 'The user session has ended' };
  }
}
