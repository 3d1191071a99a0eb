import { redirect } from '@remix-run/node';
import { db } from './db.server';
import { cookieSession } from './cookie.server';

async function find(request: Request) {
  const cookie = await cookieSession.getSession(request.headers.get('Cookie'));
  const id: string | undefined = cookie.get('sessionId');
  if (!id) return undefined;
  return db
    .selectFrom('user_sessions')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
}

export const authenticator = {
  async requireSessionId(request: Request): Promise<string> {
    const session = await find(request);
    if (!session) throw redirect('/login');
    return session.id;
  },
  async userId(request: Request): Promise<string | undefined> {
    return (await find(request))?.user_id;
  },
};
