import type { Redis } from 'ioredis';
import type { Model } from 'mongoose';
import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import type { RefreshDoc } from './refresh.model';

const AN_HOUR = 3600;

export interface AccessClaims {
  sub: string;
  jti: string;
  rid: string;
  exp: number;
}

export class SessionService {
  constructor(
    private readonly redis: Redis,
    private readonly refreshTokens: Model<RefreshDoc>,
    private readonly secret: string,
  ) {}

  async create(userId: string) {
    const doc = await this.refreshTokens.create({ user: userId, value: randomUUID() + randomUUID() });
    return { access: this.access(userId, doc.id), refresh: doc.value };
  }

  async renew(value: string) {
    const doc = await this.refreshTokens.findOneAndUpdate({ value }, { value: randomUUID() + randomUUID() }, { new: true });
    return doc ? { access: this.access(String(doc.user), doc.id), refresh: doc.value } : null;
  }

  async terminate({ rid }: AccessClaims) {
    await Promise.all([
      this.redis.set(this.key(rid), '1', 'EX', AN_HOUR),
      this.refreshTokens.deleteOne({ _id: rid }),
    ]);
  }

  async verify(token: string): Promise<AccessClaims> {
    const claims = jwt.verify(token, this.secret) as AccessClaims;
    if (await this.redis.exists(this.key(claims.rid))) throw new Error('terminated');
    return claims;
  }

  private access(userId: string, rid: string) {
    return jwt.sign({ rid }, this.secret, { subject: userId, jwtid: randomUUID(), expiresIn: AN_HOUR });
  }

  private key(rid: string) {
    return `terminated:${rid}`;
  }
}
