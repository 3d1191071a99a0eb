import { inject, injectable } from 'inversify';
import { TYPES } from '../../types';
import type { RefreshTokens } from '../ports/RefreshTokens';

@injectable()
export class SignOut {
  constructor(@inject(TYPES.RefreshTokens) private refreshTokens: RefreshTokens) {}

  async execute(refreshToken: string): Promise<void> {
    await this.refreshTokens.remove(refreshToken);
  }
}
