import type { Kysely } from 'kysely';
import type { Database } from './database';

export class SessionRepository {
  constructor(private readonly db: Kysely<Database>) {}

  byId(id: string | undefined) {
    if (!id) return Promise.resolve(undefined);
    return this.db
      .selectFrom('session')
      .select(['id', 'idToken', 'userId'])
      .where('id', '=', id)
      .where('expiresAt', '>', new Date())
      .executeTakeFirst();
  }

  async remove(id: string) {
    await this.db.deleteFrom('session').where('id', '=', id).execute();
  }

  async removeByProviderSid(sid: string) {
    await this.db.deleteFrom('session').where('providerSid', '=', sid).execute();
  }
}
