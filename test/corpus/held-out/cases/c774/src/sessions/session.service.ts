import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { inject, singleton } from 'tsyringe';
import jwt from 'jsonwebtoken';
import type { PrismaClient } from '@prisma/client';
import { AppError } from '../shared/AppError';
import type { AppConfig } from '../config';

interface AccessClaims {
  sub: string;
  sid: string;
}

const sha256 = (value: string) => createHash('sha256').update(value).digest();

@singleton()
export class SessionService {
  constructor(
    @inject('prisma') private readonly prisma: PrismaClient,
    @inject('config') private readonly config: AppConfig,
  ) {}

  async open(userId: string) {
    const secret = randomBytes(32).toString('base64url');
    const session = await this.prisma.session.create({ data: { userId, secretHash: sha256(secret) } });
    return { accessToken: this.sign(userId, session.id), refreshToken: secret };
  }

  async renew(oldAccessToken: string, refreshToken: string) {
    const { sid, sub } = this.readPossiblyExpired(oldAccessToken);
    const session = await this.prisma.session.findFirst({ where: { id: sid, userId: sub, endedAt: null } });
    if (!session || !timingSafeEqual(session.secretHash, sha256(refreshToken))) {
      throw new AppError(401, 'session_ended');
    }

    const next = randomBytes(32).toString('base64url');
    await this.prisma.session.update({ where: { id: sid }, data: { secretHash: sha256(next) } });
    return { accessToken: this.sign(sub, sid), refreshToken: next };
  }

  private readPossiblyExpired(token: string): AccessClaims {
    try {
      return jwt.verify(token, this.config.jwt.secret, { ignoreExpiration: true }) as unknown as AccessClaims;
    } catch {
      throw new AppError(401, 'token_invalid');
    }
  }

  private sign(sub: string, sid: string): string {
    return jwt.sign({ sub, sid }, this.config.jwt.secret, { expiresIn: '10m' });
  }
}
