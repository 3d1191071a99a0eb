import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService, TokenExpiredError } from '@nestjs/jwt';
import { randomUUID } from 'crypto';
import type Redis from 'ioredis';
import { REDIS } from '../redis/redis.constants';

const CLOCK_SKEW = 30;
const REFRESH_SECONDS = 14 * 24 * 3600;

@Injectable()
export class RefreshService {
  constructor(
    private readonly jwt: JwtService,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  async issue(userId: string, sid: string) {
    const jti = randomUUID();
    await this.redis.set(`refresh:${jti}`, `${userId}:${sid}`, 'EX', REFRESH_SECONDS);
    return {
      accessToken: this.jwt.sign({ sub: userId, sid }, { expiresIn: '10m' }),
      refreshToken: this.jwt.sign({ sub: userId, sid, jti, use: 'refresh' }, { expiresIn: REFRESH_SECONDS }),
    };
  }

  async exchange(refreshToken: string) {
    const claims = await this.read(refreshToken);
    const held = await this.redis.getdel(`refresh:${claims.jti}`);
    if (held !== `${claims.sub}:${claims.sid}`) {
      throw new UnauthorizedException('refresh token was used or withdrawn');
    }
    return this.issue(claims.sub, claims.sid);
  }

  private async read(token: string) {
    try {
      const claims = await this.jwt.verifyAsync(token, { clockTolerance: CLOCK_SKEW });
      if (claims.use !== 'refresh') throw new UnauthorizedException('not a refresh token');
      return claims;
    } catch (err) {
      if (err instanceof TokenExpiredError) {
        throw new UnauthorizedException('refresh token expired');
      }
      throw new UnauthorizedException();
    }
  }
}
