import 'server-only';
import { createHash } from 'crypto';
import { cache } from 'react';
import { cookies } from 'next/headers';
import { addDays } from 'date-fns';
import { nanoid } from 'nanoid';
import { sql } from '@/lib/sql';
import { SESSION_COOKIE, SESSION_DAYS, cookieOptions } from './config';

const digest = (token: string) => createHash('sha256').update(token).digest('base64url');

export async function createSession(userId: number) {
  const token = nanoid(40);
  const expires = addDays(new Date(), SESSION_DAYS);
  await sql`insert into sessions (id, user_id, expires_at) values (${digest(token)}, ${userId}, ${expires})`;
  (await cookies()).set(SESSION_COOKIE, token, { ...cookieOptions, expires });
}

export const currentUser = cache(async () => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!token) return null;
  const [row] = await sql`
    select u.id, u.name, u.email
    from sessions s join users u on u.id = s.user_id
    where s.id = ${digest(token)} and s.expires_at > now()`;
  return row ?? null;
});

export async function deleteSession(token: string) {
  await sql`delete from sessions where id = ${digest(token)}`;
}
