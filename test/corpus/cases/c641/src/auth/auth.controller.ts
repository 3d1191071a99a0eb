import { Controller, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { Request } from 'express';
import { AuthenticatedGuard, LocalAuthGuard } from './guards';

@Controller('auth')
export class AuthController {
  @UseGuards(LocalAuthGuard)
  @Post('login')
  login(@Req() req: Request) {
    return req.user;
  }

  @UseGuards(AuthenticatedGuard)
  @Get('status')
  status(@Req() req: Request) {
    return { authenticated: true, user: req.user };
  }

  @UseGuards(AuthenticatedGuard)
  @Post('logout')
  @HttpCode(204)
  logout(@Req() req: Request) {
    req.logout();
  }
}
