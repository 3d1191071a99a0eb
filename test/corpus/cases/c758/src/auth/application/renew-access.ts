import { Inject, Injectable } from '@nestjs/common';
import { err, ok, type Result } from 'neverthrow';
import { TOKEN_CODEC, type TokenCodec } from './ports/token-codec';
import { USER_DIRECTORY, type UserDirectory } from './ports/user-directory';

export type RenewError = 'INVALID_TOKEN' | 'UNKNOWN_USER';

@Injectable()
export class RenewAccess {
  constructor(
    @Inject(TOKEN_CODEC) private readonly codec: TokenCodec,
    @Inject(USER_DIRECTORY) private readonly users: UserDirectory,
  ) {}

  async execute(refreshToken: string): Promise<Result<{ accessToken: string }, RenewError>> {
    const claims = await this.codec.readRefresh(refreshToken);
    if (!claims) return err('INVALID_TOKEN');

    const user = await this.users.byId(claims.sub);
    if (!user) return err('UNKNOWN_USER');

    return ok({
      accessToken: await this.codec.writeAccess({ sub: user.id, sid: claims.sid, roles: user.roles }),
    });
  }
}
