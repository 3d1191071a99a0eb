import { createHash, randomBytes } from 'node:crypto';
import { inject, injectable } from 'inversify';
import type { Kysely } from 'kysely';
import { TYPES } from '../../types';
import type { Database } from './Database';
import type { RefreshTokens } from '../../application/ports/RefreshTokens';

const digest = (token: string) => createHash('sha256').update(token).digest('base64url');

@injectable()
export class KyselyRefreshTokens implements RefreshTokens {
  constructor(@inject(TYPES.Database) private db: Kysely<Database>) {}

  async createFor(personId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.db
      .insertInto('refresh_tokens')
      .values({ digest: digest(token), person_id: personId, created_at: new Date() })
      .execute();
    return token;
  }

  async owner(token: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('refresh_tokens')
      .select('person_id')
      .where('digest', '=', digest(token))
      .executeTakeFirst();
    return row?.person_id;
  }

  async remove(token: string): Promise<void> {
    await this.db.deleteFrom('refresh_tokens').where('digest', '=', digest(token)).execute();
  }
}
