import { getIronSession, type SessionOptions } from 'iron-session';
import { cookies } from 'next/headers';

export interface SessionData {
  userId?: string;
  orgId?: string;
  role?: 'owner' | 'member';
}

export const sessionOptions: SessionOptions = {
  password: process.env.SESSION_PASSWORD!,
  cookieName: 'orgchart',
  ttl: 60 * 60 * 24 * 7,
  cookieOptions: { secure: process.env.NODE_ENV === 'production', sameSite: 'lax' },
};

export async function getSession() {
  return getIronSession<SessionData>(await cookies(), sessionOptions);
}
