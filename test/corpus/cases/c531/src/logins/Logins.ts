import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

export interface Login {
  id: string;
  userId: string;
}

const digest = (value: string) => createHash('sha512').update(value).digest('hex');

export class Logins {
  constructor(private readonly pool: Pool) {}

  async open(id: string): Promise<Login | undefined> {
    const { rows } = await this.pool.query<Login>(
      'SELECT id, user_id AS "userId" FROM logins WHERE id = $1 AND ended_at IS NULL',
      [id],
    );
    return rows[0];
  }

  async exchange(refreshToken: string): Promise<{ login: Login; refreshToken: string } | undefined> {
    const next = randomBytes(48).toString('base64url');
    const { rows } = await this.pool.query<Login>(
      `UPDATE logins SET refresh_digest = $2, seen_at = now()
        WHERE refresh_digest = $1 AND ended_at IS NULL AND seen_at > now() - interval '21 days'
        RETURNING id, user_id AS "userId"`,
      [digest(refreshToken), digest(next)],
    );
    return rows[0] && { login: rows[0], refreshToken: next };
  }

  async end(id: string): Promise<void> {
    await this.pool.query('UPDATE logins SET ended_at = now() WHERE id = $1', [id]);
  }
}
