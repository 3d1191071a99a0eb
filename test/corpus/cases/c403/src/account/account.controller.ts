import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { AccountService } from './account.service';

@Controller('account')
export class AccountController {
  constructor(private readonly account: AccountService) {}

  @Get('profile')
  profile(@Req() req: Request) {
    return this.account.profile(req.session.userId);
  }

  @Post('logout')
  @HttpCode(204)
  async logout(@Req() req: Request) {
    await this.account.endSession(req.session.id);
  }
}
