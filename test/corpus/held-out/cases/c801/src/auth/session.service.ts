import { Injectable, UnauthorizedException } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { PrismaService } from '../prisma/prisma.service';
import { Credentials } from './credentials';
import type { LoginDto } from './login.dto';

export interface SessionRecord {
  id: string;
  ttl: number;
}

@Injectable()
export class SessionService {
  private static readonly TTL = 4 * 60 * 60 * 1000;

  constructor(
    private readonly prisma: PrismaService,
    private readonly credentials: Credentials,
  ) {}

  async start(dto: LoginDto): Promise<SessionRecord> {
    const userId = await this.credentials.check(dto);
    if (!userId) throw new UnauthorizedException();
    const id = randomBytes(32).toString('base64url');
    const ttl = SessionService.TTL;
    await this.prisma.session.create({ data: { id, userId, expiresAt: new Date(Date.now() + ttl) } });
    return { id, ttl };
  }

  async end(id: string): Promise<void> {
    await this.prisma.session.deleteMany({ where: { id } });
  }
}
