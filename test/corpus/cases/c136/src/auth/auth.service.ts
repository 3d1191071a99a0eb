import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { randomUUID } from 'node:crypto';
import { PrismaService } from '../prisma.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jwt: JwtService,
  ) {}

  async login(userId: string) {
    const refreshToken = randomUUID();
    await this.prisma.refreshToken.create({ data: { token: refreshToken, userId } });
    return { refreshToken, accessToken: this.jwt.sign({ sub: userId, jti: randomUUID() }, { expiresIn: '15m' }) };
  }

  async refresh(token: string) {
    const row = await this.prisma.refreshToken.findUnique({ where: { token } });
    if (!row) throw new UnauthorizedException();
    return { accessToken: this.jwt.sign({ sub: row.userId, jti: randomUUID() }, { expiresIn: '15m' }) };
  }

  async logout(userId: string, deviceToken: string): Promise<void> {
    await this.prisma.pushDevice.deleteMany({ where: { userId, token: deviceToken } });
  }
}
