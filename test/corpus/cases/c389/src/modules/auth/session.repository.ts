import type { Kysely } from 'kysely';
import type { Database } from '../../db/types';

export interface SessionRepository {
  find(id: string): Promise<{ id: string; userId: string } | undefined>;
  idsOfUser(userId: string): Promise<string[]>;
  delete(id: string): Promise<void>;
}

export class KyselySessionRepository implements SessionRepository {
  constructor(private readonly db: Kysely<Database>) {}

  find(id: string) {
    return this.db
      .selectFrom('session')
      .select(['id', 'user_id as userId'])
      .where('id', '=', id)
      .where('expires_at', '>', new Date())
      .executeTakeFirst();
  }

  async idsOfUser(userId: string) {
    const rows = await this.db.selectFrom('session').select('id').where('user_id', '=', userId).execute();
    return rows.map((r) => r.id);
  }

  async delete(id: string) {
    await this.db.deleteFrom('session').where('id', '=', id).execute();
  }
}
