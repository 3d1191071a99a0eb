import { Controller, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { JwtService } from '@nestjs/jwt';

@Controller('auth')
export class AuthController {
  constructor(private readonly jwt: JwtService) {}

  @UseGuards(AuthGuard('refresh'))
  @Post('refresh')
  refresh(@Req() req: { user: { id: string; email: string } }) {
    const { id, email } = req.user;
    return { accessToken: this.jwt.sign({ sub: id, email }, { expiresIn: '15m' }) };
  }
}
