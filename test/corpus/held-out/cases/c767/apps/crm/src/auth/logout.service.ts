import { Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { AccessPayload, RevokedTokenStore } from '@acme/security';

@Injectable()
export class LogoutService {
  private readonly logger = new Logger(LogoutService.name);

  constructor(private readonly revoked: RevokedTokenStore) {}

  async logout(token: string, payload: AccessPayload): Promise<void> {
    const fingerprint = createHash('sha256').update(token).digest('hex');
    await this.revoked.put(fingerprint, payload.exp - Math.floor(Date.now() / 1000));
    this.logger.log(`user ${payload.sub} logged out`);
  }
}
