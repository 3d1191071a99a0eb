import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash, randomBytes } from 'node:crypto';
import { addDays, addMinutes } from 'date-fns';
import { MoreThan, Repository } from 'typeorm';
import { AccessToken } from './entities/access-token.entity';
import { RefreshToken } from './entities/refresh-token.entity';

@Injectable()
export class TokenService {
  constructor(
    @InjectRepository(AccessToken) private readonly access: Repository<AccessToken>,
    @InjectRepository(RefreshToken) private readonly refresh: Repository<RefreshToken>,
  ) {}

  async grant(userId: string) {
    const a = this.random();
    const r = this.random();
    await this.access.insert({ hash: this.hash(a), userId, expiresAt: addMinutes(new Date(), 45) });
    await this.refresh.insert({ hash: this.hash(r), userId, expiresAt: addDays(new Date(), 60) });
    return { accessToken: a, refreshToken: r };
  }

  async whose(accessToken: string): Promise<string | null> {
    const row = await this.access.findOneBy({ hash: this.hash(accessToken), expiresAt: MoreThan(new Date()) });
    return row?.userId ?? null;
  }

  async renew(refreshToken: string) {
    const row = await this.refresh.findOneBy({ hash: this.hash(refreshToken), expiresAt: MoreThan(new Date()) });
    if (!row) throw new UnauthorizedException();
    await this.refresh.delete({ hash: row.hash });
    return this.grant(row.userId);
  }

  async drop(accessToken: string) {
    await this.access.delete({ hash: this.hash(accessToken) });
  }

  private random() {
    return randomBytes(32).toString('base64url');
  }

  private hash(token: string) {
    return createHash('sha256').update(token).digest('hex');
  }
}
