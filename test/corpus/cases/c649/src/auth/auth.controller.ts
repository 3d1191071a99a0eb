import { Controller, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { AuthService } from './auth.service';

type RefreshRequest = Request & { user: { sub: string; refreshToken: string } };

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @UseGuards(AuthGuard('jwt-refresh'))
  @Post('refresh')
  refresh(@Req() req: RefreshRequest) {
    return this.auth.refreshTokens(req.user.sub, req.user.refreshToken);
  }
}
