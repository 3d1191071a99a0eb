import { createHash, randomBytes } from 'node:crypto';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { PrismaService } from '../prisma/prisma.service';

const sha256 = (value: string) => createHash('sha256').update(value).digest('hex');
const REFRESH_TTL = 14 * 24 * 60 * 60 * 1000;

@Injectable()
export class AuthService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jwt: JwtService,
  ) {}

  async issueFor(userId: string) {
    const refreshToken = randomBytes(48).toString('base64url');
    const grant = await this.prisma.refreshToken.create({
      data: { userId, hash: sha256(refreshToken), expiresAt: new Date(Date.now() + REFRESH_TTL) },
    });
    const accessToken = await this.jwt.signAsync({ sub: userId, gid: grant.id, jti: randomBytes(12).toString('hex') }, { expiresIn: '1h' });
    return { accessToken, refreshToken };
  }

  async refresh(presented: string) {
    const grant = await this.prisma.refreshToken.findUnique({ where: { hash: sha256(presented) } });
    if (!grant || grant.expiresAt < new Date()) {
      throw new UnauthorizedException();
    }
    await this.prisma.refreshToken.delete({ where: { id: grant.id } });
    return this.issueFor(grant.userId);
  }

  async logout(userId: string, presented: string): Promise<void> {
    await this.prisma.refreshToken.deleteMany({ where: { userId, hash: sha256(presented) } });
  }
}
