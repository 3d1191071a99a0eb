import { cookies } from 'next/headers';
import { cache } from 'react';
import { kysely } from './db';

export const SID = 'cr_sid';

export const currentSession = cache(async () => {
  const sid = (await cookies()).get(SID)?.value;
  if (!sid) return null;
  const row = await kysely
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.user_id')
    .select(['session.id as sessionId', 'user.id as userId', 'user.name', 'user.email', 'user.locale'])
    .where('session.id', '=', sid)
    .where('session.expires_at', '>', new Date())
    .executeTakeFirst();
  return row ?? null;
});
