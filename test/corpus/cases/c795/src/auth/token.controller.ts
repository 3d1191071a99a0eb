import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import { IsJWT } from 'class-validator';
import { TokenRenewalService } from './token-renewal.service';

class RenewDto {
  @IsJWT()
  token!: string;
}

@Controller('token')
export class TokenController {
  constructor(private readonly renewal: TokenRenewalService) {}

  @Throttle({ default: { limit: 10, ttl: 60_000 } })
  @Post('renew')
  @HttpCode(200)
  renew(@Body() dto: RenewDto) {
    return this.renewal.renew(dto.token);
  }
}
