import { pool } from '../pool';

export interface SessionRow {
  id: string;
  user_id: number;
  email: string;
  role: 'reader' | 'editor';
}

class SessionRepository {
  async insert(id: string, userId: number, days: number) {
    await pool.execute('INSERT INTO sessions (id, user_id, expires) VALUES (?, ?, NOW() + INTERVAL ? DAY)', [id, userId, days]);
  }

  async byId(id: string): Promise<SessionRow | null> {
    const [rows] = await pool.execute<any[]>(
      `SELECT s.id, s.user_id, u.email, u.role
         FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = ? AND s.expires > NOW()`,
      [id],
    );
    return rows[0] ?? null;
  }

  async deleteById(id: string) {
    await pool.execute('DELETE FROM sessions WHERE id = ?', [id]);
  }
}

export const sessionRepository = new SessionRepository();
