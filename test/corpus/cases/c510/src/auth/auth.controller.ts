import { Body, Controller, Delete, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { AuthService } from './auth.service';
import { RefreshDto, SignInDto } from './dto';

@Controller('session')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post()
  signIn(@Body() dto: SignInDto) {
    return this.auth.signIn(dto.email, dto.password);
  }

  @Post('renew')
  renew(@Body() dto: RefreshDto) {
    return this.auth.renew(dto.refreshToken);
  }

  @Delete()
  @HttpCode(204)
  @UseGuards(AuthGuard('jwt'))
  @Header('Cache-Control', 'no-store')
  async signOut(@Req() req: { user: { sessionId: string } }) {
    await this.auth.signOut(req.user.sessionId);
  }
}
