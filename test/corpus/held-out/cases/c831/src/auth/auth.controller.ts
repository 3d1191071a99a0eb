import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { AuthService } from './auth.service';
import { BearerGuard } from './bearer.guard';
import { CredentialsService } from './credentials.service';
import { LoginDto, RefreshDto } from './dto';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly credentials: CredentialsService,
  ) {}

  @Post('login')
  async login(@Body() dto: LoginDto) {
    return this.auth.issueFor(await this.credentials.verify(dto));
  }

  @Post('refresh')
  refresh(@Body() dto: RefreshDto) {
    return this.auth.refresh(dto.refreshToken);
  }

  @UseGuards(BearerGuard)
  @Post('logout')
  @HttpCode(204)
  async logout(@Req() req: { userId: string }, @Body() dto: RefreshDto) {
    await this.auth.logout(req.userId, dto.refreshToken);
  }
}
