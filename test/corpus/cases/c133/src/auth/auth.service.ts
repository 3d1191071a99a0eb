import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import { JwtService } from '@nestjs/jwt';
import Redis from 'ioredis';
import { randomUUID } from 'node:crypto';

@Injectable()
export class AuthService {
  constructor(
    @InjectRedis() private readonly redis: Redis,
    private readonly jwt: JwtService,
  ) {}

  async signIn(userId: string) {
    const sid = randomUUID();
    const refreshToken = randomUUID();
    await this.redis.set(`session:${sid}`, JSON.stringify({ userId, refreshToken }), 'EX', 2592000);
    return { refreshToken: `${sid}.${refreshToken}`, accessToken: this.jwt.sign({ sub: userId, sid }, { expiresIn: '1h' }) };
  }

  async isLive(sid: string): Promise<boolean> {
    return (await this.redis.exists(`session:${sid}`)) === 1;
  }

  async refresh(token: string) {
    const [sid, secret] = token.split('.');
    const session = JSON.parse((await this.redis.get(`session:${sid}`)) ?? 'null');
    if (!session || session.refreshToken !== secret) throw new UnauthorizedException();
    await this.redis.del(`session:${sid}`);
    return this.signIn(session.userId);
  }

  async signOut(sid: string): Promise<void> {
    await this.redis.del(`session:${sid}`);
  }
}
