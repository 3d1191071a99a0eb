import { inject, injectable } from 'inversify';
import type { Response } from 'express';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Database } from '../db/Database';
import { TYPES } from '../ioc/types';
import { sendSessionCookie } from './cookie';

@injectable()
export class SessionRegistry {
  constructor(@inject(TYPES.Db) private readonly db: Kysely<Database>) {}

  async open(res: Response, accountId: string): Promise<void> {
    const id = randomUUID();
    await this.db.insertInto('session').values({ id, account_id: accountId }).execute();
    sendSessionCookie(res, id);
  }

  find(id: string) {
    return this.db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst();
  }

  async close(id: string): Promise<void> {
    await this.db.deleteFrom('session').where('id', '=', id).executeTakeFirstOrThrow();
  }
}
