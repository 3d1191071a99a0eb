import { Controller, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { REVOCATION_LIST, RevocationList } from '../domain/revocation-list';
import type { Claims } from './access-token.strategy';

@Controller('auth')
export class AuthController {
  constructor(@Inject(REVOCATION_LIST) private readonly revocations: RevocationList) {}

  @Post('logout')
  @UseGuards(AuthGuard('access'))
  @HttpCode(204)
  logout(@Req() { user }: { user: Claims }): Promise<void> {
    return this.revocations.add(user.jti, new Date(user.exp * 1000));
  }
}
