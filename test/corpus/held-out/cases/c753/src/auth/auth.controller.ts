import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AuthService } from './auth.service';
import { JwtAuthGuard } from './jwt-auth.guard';
import { CurrentUser } from '../common/current-user.decorator';
import { ForgotPasswordDto } from './dto/forgot-password.dto';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('forgot-password')
  @HttpCode(202)
  forgot(@Body() dto: ForgotPasswordDto) {
    return this.auth.sendResetMail(dto.email);
  }

  @Post('logout')
  @ApiBearerAuth()
  @UseGuards(JwtAuthGuard)
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async logout(@CurrentUser('id') userId: string): Promise<void> {
    await this.auth.logout(userId);
  }
}
