import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { createHash } from 'crypto';
import { Model } from 'mongoose';
import { Revocation } from './schemas/revocation.schema';

@Injectable()
export class RevocationService {
  constructor(@InjectModel(Revocation.name) private readonly revocations: Model<Revocation>) {}

  async revoke(token: string, exp: number): Promise<void> {
    const digest = createHash('sha256').update(token).digest('hex');
    await this.revocations.create({ token: digest, expiresAt: new Date(exp * 1000) });
  }

  async isRevoked(token: string): Promise<boolean> {
    const found = await this.revocations.exists({ token });
    return found !== null;
  }
}
