import { Controller, Headers, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { digest, NS, REDIS, TokenGuard } from '@ledger/auth';

@Controller('auth')
export class LogoutController {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  @UseGuards(TokenGuard)
  @Post('logout')
  @HttpCode(204)
  async logout(
    @Headers('authorization') authorization: string,
    @Req() { claims }: { claims: { exp: number } },
  ): Promise<void> {
    const [, token] = authorization.split(' ');
    const seconds = claims.exp - Math.floor(Date.now() / 1000);
    await this.redis.setex([NS, 'revoked', digest(token)].join(':'), Math.max(seconds, 1), '1');
  }
}
