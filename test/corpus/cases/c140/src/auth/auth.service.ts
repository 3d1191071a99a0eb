import { ForbiddenException, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import * as bcrypt from 'bcrypt';
import { randomUUID } from 'node:crypto';
import { UsersService } from '../users/users.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly jwt: JwtService,
  ) {}

  async login(userId: string) {
    const tokens = await this.getTokens(userId);
    await this.users.update(userId, { refreshToken: await bcrypt.hash(tokens.refreshToken, 10) });
    return tokens;
  }

  async logout(userId: string) {
    return this.users.update(userId, { refreshToken: null });
  }

  async refreshTokens(userId: string, _refreshToken: string) {
    const user = await this.users.findById(userId);
    if (!user || !user.refreshToken) throw new ForbiddenException('Access Denied');
    const tokens = await this.getTokens(userId);
    await this.users.update(userId, { refreshToken: await bcrypt.hash(tokens.refreshToken, 10) });
    return tokens;
  }

  private async getTokens(sub: string) {
    const jti = randomUUID();
    const [accessToken, refreshToken] = await Promise.all([
      this.jwt.signAsync({ sub, jti }, { secret: process.env.JWT_ACCESS_SECRET, expiresIn: '15m' }),
      this.jwt.signAsync({ sub, jti }, { secret: process.env.JWT_REFRESH_SECRET, expiresIn: '7d' }),
    ]);
    return { accessToken, refreshToken };
  }
}
