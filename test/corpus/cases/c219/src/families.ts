import { sql } from './sql';

export async function revokeFamily(id: string): Promise<void> {
  await sql`delete from family where id = ${id}`;
}
