import { Body, Controller, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthService } from './auth.service';
import { SignInDto } from './dto/sign-in.dto';
import { JwtAuthGuard } from './jwt-auth.guard';
import { Public } from './public.decorator';
import { TokenBlacklistService } from './token-blacklist.service';

@Controller('auth')
@UseGuards(JwtAuthGuard)
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly blacklist: TokenBlacklistService,
  ) {}

  @Public()
  @Post('login')
  @HttpCode(200)
  login(@Body() dto: SignInDto) {
    return this.auth.signIn(dto.email, dto.password);
  }

  @Post('logout')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async logout(@Req() req: { user: { jti: string; exp: number } }): Promise<void> {
    const remaining = req.user.exp * 1000 - Date.now();
    await this.blacklist.add(req.user.jti, Math.max(remaining, 1000));
  }
}
