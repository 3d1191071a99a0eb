import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { Cache } from 'cache-manager';
import { randomBytes, randomUUID } from 'node:crypto';
import { PrismaService } from 'nestjs-prisma';
import { PasswordService } from './password.service';
import { hashToken } from './hash-token';
import type { Claims } from './current-claims.decorator';

@Injectable()
export class AuthService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jwt: JwtService,
    private readonly passwords: PasswordService,
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
  ) {}

  async login(email: string, password: string) {
    const user = await this.prisma.user.findUnique({ where: { email } });
    if (!user || !(await this.passwords.validate(password, user.password))) {
      throw new UnauthorizedException('Invalid credentials');
    }
    const refreshToken = randomBytes(40).toString('hex');
    await this.prisma.refreshToken.create({ data: { hash: hashToken(refreshToken), userId: user.id } });
    return { accessToken: await this.accessFor(user.id), refreshToken };
  }

  async refresh(refreshToken: string) {
    const found = await this.prisma.refreshToken.findUnique({ where: { hash: hashToken(refreshToken) } });
    if (!found) throw new UnauthorizedException();
    return { accessToken: await this.accessFor(found.userId), refreshToken };
  }

  async logout(claims: Claims): Promise<void> {
    const left = claims.exp * 1000 - Date.now();
    if (left > 0) {
      await this.cache.set(`jwt:out:${claims.jti}`, true, left);
    }
  }

  async isLoggedOut(jti: string): Promise<boolean> {
    return (await this.cache.get<boolean>(`jwt:out:${jti}`)) === true;
  }

  private accessFor(userId: string) {
    return this.jwt.signAsync({ sub: userId }, { jwtid: randomUUID(), expiresIn: '15m' });
  }
}
