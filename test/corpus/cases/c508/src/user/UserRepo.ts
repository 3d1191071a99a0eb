import { Service } from 'typedi';
import { Kysely, sql } from 'kysely';
import bcrypt from 'bcrypt';
import type { Database } from '../db';

@Service()
export class UserRepo {
  constructor(private readonly db: Kysely<Database>) {}

  findById(id: number) {
    return this.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  }

  async findByCredentials(email: string, password: string) {
    const user = await this.db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
    return user && (await bcrypt.compare(password, user.passwordHash)) ? user : null;
  }

  async bumpSessionVersion(id: number) {
    await this.db
      .updateTable('users')
      .set({ sessionVersion: sql`session_version + 1` })
      .where('id', '=', id)
      .execute();
  }
}
