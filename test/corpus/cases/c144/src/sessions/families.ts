import { sql } from '../sql';

export interface Family {
  id: string;
  userId: string;
  hash: string;
}

export const families = {
  async insert({ id, userId, hash }: Family): Promise<void> {
    await sql`insert into family (id, user_id, hash) values (${id}, ${userId}, ${hash})`;
  },
  async find(id: string): Promise<Family | undefined> {
    const [row] = await sql`select id, user_id as "userId", hash from family where id = ${id}`;
    return row as Family | undefined;
  },
  async rotate(id: string, from: string, to: string): Promise<void> {
    await sql`update family set hash = ${to} where id = ${id} and hash = ${from}`;
  },
  async remove(id: string): Promise<void> {
    await sql`delete from family where id = ${id}`;
  },
};
