import type { SessionOptions } from 'iron-session';

export interface SessionData {
  userId?: string;
  isLoggedIn: boolean;
}

export const sessionOptions: SessionOptions = {
  password: process.env.SESSION_PASSWORD as string,
  cookieName: 'app-session',
  cookieOptions: { secure: process.env.NODE_ENV === 'production' },
};
