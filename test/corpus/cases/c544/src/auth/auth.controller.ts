import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthService } from './auth.service';
import { RefreshDto } from './dto/refresh.dto';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly authService: AuthService) {}

  @Post('refresh-token')
  @HttpCode(200)
  @ApiOperation({ summary: 'Đổi token cũ lấy token mới' })
  refreshToken(@Body() dto: RefreshDto) {
    return this.authService.refresh(dto.token);
  }
}
