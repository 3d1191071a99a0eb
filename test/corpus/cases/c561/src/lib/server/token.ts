import jwt from 'jsonwebtoken';
import { SECRET } from '$env/static/private';

export const COOKIE = 'app_token';

export const cookieOptions = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'lax' as const,
  maxAge: 60 * 60 * 24 * 7,
};

export const issue = (session: { id: string; userId: string }) =>
  jwt.sign({ sid: session.id, sub: session.userId }, SECRET, { expiresIn: 20 * 60 });
