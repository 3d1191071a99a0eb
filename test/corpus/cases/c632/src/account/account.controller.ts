import { Body, Controller, Get, HttpCode, Patch, Post, UseGuards } from '@nestjs/common';
import { CurrentUser } from '../common/decorators/current-user.decorator';
import { SessionGuard } from '../common/guards/session.guard';
import { SessionStore } from '../sessions/session.store';
import { AccountService } from './account.service';
import { ProfileDto, UpdateProfileDto } from './dto';
import type { Principal } from '../common/principal';

@Controller('account')
@UseGuards(SessionGuard)
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly sessions: SessionStore,
  ) {}

  @Get('me')
  async me(@CurrentUser() principal: Principal): Promise<ProfileDto> {
    return new ProfileDto(await this.accounts.profile(principal.userId));
  }

  @Patch('me')
  async update(@CurrentUser() principal: Principal, @Body() dto: UpdateProfileDto) {
    return new ProfileDto(await this.accounts.update(principal.userId, dto));
  }

  @Post('logout')
  @HttpCode(204)
  async logout(@CurrentUser() principal: Principal): Promise<void> {
    await this.sessions.delete(principal.sessionId);
  }
}
