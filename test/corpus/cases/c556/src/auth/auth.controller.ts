import { Body, Controller, Header, Headers, HttpCode, Post, Req, Res, UnauthorizedException, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { AuthProvider, LoginGuard } from './auth.provider';
import { UsersService } from '../users/users.service';
import { SignInDto } from './sign-in.dto';

const cookie = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthProvider,
    private readonly users: UsersService,
  ) {}

  @Post('sign-in')
  async signIn(@Body() dto: SignInDto, @Headers('user-agent') agent: string, @Res({ passthrough: true }) res: Response) {
    const user = await this.users.verify(dto);
    if (!user) throw new UnauthorizedException();
    res.cookie('sid', await this.auth.start(user, agent), cookie);
    return { name: user.name };
  }

  @Post('sign-out')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @UseGuards(LoginGuard)
  async signOut(@Req() req: any, @Res({ passthrough: true }) res: Response) {
    await this.auth.finish(req.session.id);
    res.clearCookie('sid', cookie);
  }
}
