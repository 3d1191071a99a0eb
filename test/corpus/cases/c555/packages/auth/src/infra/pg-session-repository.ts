import type { Pool } from 'pg';
import type { SessionRepository } from '../domain/session-repository';

export class PgSessionRepository implements SessionRepository {
  constructor(private readonly pool: Pool) {}

  async findById(id: string) {
    const { rows } = await this.pool.query('SELECT id, user_id FROM sessions WHERE id = $1', [id]);
    return rows[0] ? { id: rows[0].id as string, userId: rows[0].user_id as string } : null;
  }

  async deleteAllOf(userId: string) {
    await this.pool.query('DELETE FROM sessions WHERE user_id = $1', [userId]);
  }
}
