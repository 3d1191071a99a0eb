import { Body, Controller, HttpCode, Post, UnauthorizedException } from '@nestjs/common';
import { RenewAccess } from '../application/renew-access';
import { RefreshRequest } from './refresh.request';

@Controller('auth')
export class RefreshController {
  constructor(private readonly renewAccess: RenewAccess) {}

  @Post('refresh')
  @HttpCode(200)
  async refresh(@Body() body: RefreshRequest) {
    const result = await this.renewAccess.execute(body.refreshToken);
    return result.match(
      (tokens) => tokens,
      (code) => {
        throw new UnauthorizedException({ code });
      },
    );
  }
}
