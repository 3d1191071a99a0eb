import type { Sql } from 'postgres';
import type { Session } from './auth';

export const makeSessionRepo = (sql: Sql) => ({
  add: async (s: Session) => {
    await sql`insert into sessions ${sql({ id: s.id, user_id: s.userId, expires_at: s.expiresAt })}`;
  },
  get: async (id: string) => {
    const [row] = await sql<Session[]>`
      select id, user_id as "userId", expires_at as "expiresAt" from sessions where id = ${id}`;
    return row;
  },
  drop: async (id: string) => {
    await sql`delete from sessions where id = ${id}`;
  },
});

export type SessionRepo = ReturnType<typeof makeSessionRepo>;
