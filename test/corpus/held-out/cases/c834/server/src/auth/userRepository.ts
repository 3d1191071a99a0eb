import type { Pool } from 'mysql2/promise';

export interface UserRow {
  id: number;
  email: string;
  password_hash: string;
  token_version: number;
}

export class UserRepository {
  constructor(private readonly pool: Pool) {}

  async find(id: number): Promise<UserRow | undefined> {
    const [rows] = await this.pool.query<any[]>('SELECT * FROM users WHERE id = ?', [id]);
    return rows[0];
  }

  async findByEmail(email: string): Promise<UserRow | undefined> {
    const [rows] = await this.pool.query<any[]>('SELECT * FROM users WHERE email = ?', [email]);
    return rows[0];
  }

  async nextTokenVersion(id: number): Promise<void> {
    await this.pool.execute('UPDATE users SET token_version = token_version + 1 WHERE id = ?', [id]);
  }
}
