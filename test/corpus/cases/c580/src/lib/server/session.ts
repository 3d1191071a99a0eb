import { randomUUID } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { sql } from './db';

const NAME = 'session';
const OPTIONS = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

export async function openSession(cookies: Cookies, memberId: number) {
  const id = randomUUID();
  await sql`insert into sessions (id, member_id) values (${id}, ${memberId})`;
  cookies.set(NAME, id, { ...OPTIONS, maxAge: 60 * 60 * 24 });
}

export async function findSession(cookies: Cookies) {
  const id = cookies.get(NAME);
  if (!id) return null;
  const [row] = await sql`
    select id, member_id as "memberId" from sessions
    where id = ${id} and created_at > now() - interval '1 day'
  `;
  return row ?? null;
}

export async function closeSession(cookies: Cookies) {
  const id = cookies.get(NAME);
  if (id) await sql`delete from sessions where id = ${id}`;
  cookies.delete(NAME, OPTIONS);
}
