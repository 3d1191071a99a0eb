import { createHash } from 'node:crypto';
import { RevokedToken } from '../../models/RevokedToken';

export class RevokedTokenRepository {
  async add(token: string, expiresAt: Date): Promise<void> {
    const fingerprint = createHash('sha256').update(token).digest('hex');
    await RevokedToken.create({ fingerprint, expiresAt });
  }

  async contains(token: string): Promise<boolean> {
    const hit = await RevokedToken.findOne({ fingerprint: token }).lean();
    return hit !== null;
  }
}
