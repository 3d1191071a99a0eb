import { sql } from '../sql';

export const sessions = {
  async get(id: string): Promise<{ userId: string; endedAt: Date | null } | undefined> {
    const [row] = await sql`select user_id as "userId", ended_at as "endedAt" from session where id = ${id}`;
    return row as { userId: string; endedAt: Date | null } | undefined;
  },
  async end(id: string): Promise<void> {
    await sql`update session set ended_at = now() where id = ${id}`;
  },
};
