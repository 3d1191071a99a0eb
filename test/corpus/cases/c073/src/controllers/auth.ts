import { randomBytes } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import { db } from '../db';

const refreshCookie: CookieOptions = { httpOnly: true, secure: true, sameSite: 'strict', path: '/auth/refresh' };

export async function login(req: Request, res: Response): Promise<void> {
  const user = await db.users.authenticate(req.body);
  const id = randomBytes(32).toString('base64url');
  await db.refreshTokens.insert({ id, userId: user.id });
  res.cookie('refresh_token', id, { ...refreshCookie, maxAge: 7 * 24 * 3600 * 1000 });
  res.json({ user });
}

export async function logout(req: Request, res: Response): Promise<void> {
  await db.refreshTokens.deleteByUser(req.user.id);
  res.clearCookie('refresh_token', refreshCookie);
  res.sendStatus(204);
}
