import jwt from 'jsonwebtoken';
import type { Request, Response } from 'express';
import { users } from '../repositories/users';

export const confirmEmail = async (req: Request, res: Response): Promise<void> => {
  const { userId } = jwt.verify(String(req.params.token), process.env.MAIL_SECRET as string) as { userId: string };
  await users.update(userId, { confirmed: true });
  res.redirect('/login?confirmed');
};

export const resetPassword = async (req: Request, res: Response): Promise<void> => {
  const user = await users.byId(String(req.params.id));
  jwt.verify(req.body.token, `${process.env.MAIL_SECRET}${user.passwordHash}`);
  await users.setPassword(user.id, req.body.password);
  res.json({ ok: true });
};
