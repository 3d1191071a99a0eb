import { Body, Controller, Delete, Headers, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthService } from './auth.service';
import { LoginDto } from './dto/login.dto';
import { SessionGuard } from './session.guard';

@Controller('session')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post()
  login(@Body() dto: LoginDto, @Headers('user-agent') device = 'unknown') {
    return this.auth.login(dto.email, dto.password, device);
  }

  @Delete()
  @UseGuards(SessionGuard)
  @HttpCode(204)
  logout(@Req() req: { auth: { sid: string } }) {
    return this.auth.logout(req.auth.sid);
  }
}
