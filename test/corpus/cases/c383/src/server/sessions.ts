import { sql, type Kysely } from 'kysely';
import { nanoid } from 'nanoid';
import type { Database } from './schema';

export class Sessions {
  constructor(private readonly db: Kysely<Database>) {}

  async create(userId: string, userAgent: string | null) {
    const id = nanoid(42);
    await this.db.insertInto('session').values({ id, user_id: userId, user_agent: userAgent }).execute();
    return id;
  }

  async active(id: string) {
    return this.db
      .selectFrom('session')
      .select(['id', 'user_id as userId'])
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where('created_at', '>', sql<Date>`now() - interval '14 days'`)
      .executeTakeFirst();
  }

  ofUser(userId: string) {
    return this.db
      .selectFrom('session')
      .select(['user_agent', 'created_at'])
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .execute();
  }

  async end(id: string) {
    await this.db.updateTable('session').set({ revoked_at: new Date() }).where('id', '=', id).execute();
  }
}
