import { ForbiddenException, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import * as argon from 'argon2';
import { PrismaService } from '../prisma/prisma.service';
import { AuthDto } from './dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jwtService: JwtService,
  ) {}

  async signinLocal(dto: AuthDto) {
    const user = await this.prisma.user.findUnique({ where: { email: dto.email } });
    if (!user || !(await argon.verify(user.hash, dto.password))) throw new ForbiddenException('Access Denied');
    const tokens = await this.getTokens(user.id, user.email);
    await this.updateRtHash(user.id, tokens.refresh_token);
    return tokens;
  }

  async logout(userId: number): Promise<boolean> {
    await this.prisma.user.updateMany({
      where: { id: userId, hashedRt: { not: null } },
      data: { hashedRt: null },
    });
    return true;
  }

  async refreshTokens(userId: number, rt: string) {
    const user = await this.prisma.user.findUnique({ where: { id: userId } });
    if (!user?.hashedRt) throw new ForbiddenException('Access Denied');
    if (!(await argon.verify(user.hashedRt, rt))) throw new ForbiddenException('Access Denied');
    const tokens = await this.getTokens(user.id, user.email);
    await this.updateRtHash(user.id, tokens.refresh_token);
    return tokens;
  }

  private async updateRtHash(userId: number, rt: string): Promise<void> {
    await this.prisma.user.update({ where: { id: userId }, data: { hashedRt: await argon.hash(rt) } });
  }

  private async getTokens(userId: number, email: string) {
    const payload = { sub: userId, email };
    const [at, rt] = await Promise.all([
      this.jwtService.signAsync(payload, { secret: process.env.AT_SECRET, expiresIn: '1h' }),
      this.jwtService.signAsync(payload, { secret: process.env.RT_SECRET, expiresIn: '7d' }),
    ]);
    return { access_token: at, refresh_token: rt };
  }
}
