import type { SessionOptions } from 'iron-session';

export interface SessionData {
  userId?: string;
  role?: 'admin' | 'editor' | 'viewer';
  issuedAt?: number;
}

export const sessionOptions: SessionOptions = {
  password: process.env.SESSION_PASSWORD as string,
  cookieName: 'acme_session',
  ttl: 60 * 60 * 12,
  cookieOptions: {
    httpOnly: true,
    sameSite: 'lax',
    secure: process.env.NODE_ENV === 'production',
  },
};
