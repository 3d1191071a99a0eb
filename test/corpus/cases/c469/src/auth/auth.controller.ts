import { Body, Controller, Header, Headers, HttpCode, Post, UnauthorizedException, UseGuards } from '@nestjs/common';
import { TokenGuard } from './token.guard';
import { TokenService } from './token.service';
import { UsersService } from '../users/users.service';
import { LoginDto } from './login.dto';

const bearer = (h = '') => h.replace(/^Bearer\s+/i, '');

@Controller('auth')
export class AuthController {
  constructor(private readonly tokens: TokenService, private readonly users: UsersService) {}

  @Post('login')
  async login(@Body() dto: LoginDto) {
    const user = await this.users.authenticate(dto.email, dto.password);
    if (!user) throw new UnauthorizedException();
    return this.tokens.grant(user.id);
  }

  @Post('renew')
  renew(@Body('refreshToken') token: string) {
    return this.tokens.renew(token);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(TokenGuard)
  @Header('Cache-Control', 'no-store')
  async logout(@Headers('authorization') header: string) {
    await this.tokens.drop(bearer(header));
  }
}
