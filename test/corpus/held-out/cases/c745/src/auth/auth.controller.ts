import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthService } from './auth.service';
import { LoginDto } from './login.dto';
import { SessionGuard } from './session.guard';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  async login(@Body() dto: LoginDto) {
    return { session: await this.auth.login(dto.email, dto.password) };
  }

  @UseGuards(SessionGuard)
  @Post('logout')
  @HttpCode(204)
  logout(@Req() req: { session: { userId: string; id: string } }) {
    return this.auth.logout(req.session.userId, req.session.id);
  }
}
