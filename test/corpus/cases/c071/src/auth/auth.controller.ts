import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '../common/guards/auth.guard';
import { DenylistService } from './denylist.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly denylist: DenylistService) {}

  @Post('logout')
  @UseGuards(AuthGuard)
  @HttpCode(204)
  async logout(@Req() req: { user: { jti: string; exp: number } }): Promise<void> {
    await this.denylist.add(req.user.jti, req.user.exp * 1000 - Date.now());
  }
}
