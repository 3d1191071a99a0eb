import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { db } from '../db';

export async function login(req: Request, res: Response): Promise<void> {
  const user = await db.users.authenticate(req.body);
  const id = randomBytes(32).toString('base64url');
  await db.refreshTokens.insert({ id, userId: user.id });
  res.cookie('refresh_token', id, { httpOnly: true, secure: true, sameSite: 'strict', path: '/auth/refresh' });
  res.json({ user });
}

export async function logout(req: Request, res: Response): Promise<void> {
  await db.refreshTokens.deleteByUser(req.user.id);
  res.clearCookie('refresh_token', { httpOnly: true, secure: true, sameSite: 'strict' });
  res.sendStatus(204);
}
