import { randomUUID } from 'node:crypto';
import { singleton } from 'tsyringe';
import jwt from 'jsonwebtoken';
import type { DataSource } from 'typeorm';
import { RefreshGrant } from './refresh-grant.entity';
import { LIFETIMES } from '../config/lifetimes';
import { dataSource } from '../db';
import { digest } from '../crypto';

@singleton()
export class TokenService {
  private readonly grants = (dataSource as DataSource).getRepository(RefreshGrant);

  accessToken(userId: string, grantId: string): string {
    return jwt.sign({ sub: userId, sid: grantId }, process.env.JWT_KEY!, { expiresIn: LIFETIMES.access });
  }

  async grant(userId: string) {
    const raw = randomUUID() + randomUUID();
    const grant = await this.grants.save({
      userId,
      digest: digest(raw),
      expiresAt: new Date(Date.now() + LIFETIMES.refresh * 1000),
    });
    return { refreshToken: raw, accessToken: this.accessToken(userId, grant.id) };
  }

  async renew(raw: string) {
    const grant = await this.grants.findOneBy({ digest: digest(raw) });
    if (!grant || grant.expiresAt.getTime() < Date.now()) return null;
    return { accessToken: this.accessToken(grant.userId, grant.id) };
  }

  async withdraw(raw: string): Promise<void> {
    await this.grants.delete({ digest: digest(raw) });
  }
}
