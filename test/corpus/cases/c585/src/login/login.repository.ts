import type { Knex } from 'knex';
import { createHmac } from 'crypto';

export interface LoginRow {
  id: number;
  user_id: number;
  refresh_hash: string;
  created_at: Date;
}

export class LoginRepository {
  constructor(
    private readonly knex: Knex,
    private readonly pepper: string,
  ) {}

  private hash(refreshToken: string) {
    return createHmac('sha256', this.pepper).update(refreshToken).digest('base64');
  }

  async insert(userId: number, refreshToken: string): Promise<number> {
    const [row] = await this.knex<LoginRow>('logins')
      .insert({ user_id: userId, refresh_hash: this.hash(refreshToken), created_at: new Date() })
      .returning('id');
    return row.id;
  }

  byRefreshToken(refreshToken: string): Promise<LoginRow | undefined> {
    return this.knex<LoginRow>('logins').where('refresh_hash', this.hash(refreshToken)).first();
  }

  byId(id: number): Promise<LoginRow | undefined> {
    return this.knex<LoginRow>('logins').where({ id }).first();
  }

  async replace(id: number, refreshToken: string): Promise<void> {
    await this.knex<LoginRow>('logins').where({ id }).update({ refresh_hash: this.hash(refreshToken) });
  }

  async delete(id: number): Promise<void> {
    await this.knex('logins').where({ id }).delete();
  }
}
