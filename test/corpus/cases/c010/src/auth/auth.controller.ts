import { Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { AuthService } from './auth.service';
import { SessionGuard } from './session.guard';
import { CurrentSession } from './current-session.decorator';

@Controller('auth')
export class AuthController {
  constructor(private readonly authService: AuthService) {}

  @UseGuards(SessionGuard)
  @Post('logout')
  @HttpCode(204)
  async logout(@CurrentSession() sessionId: string): Promise<void> {
    await this.authService.signOut(sessionId);
  }
}
