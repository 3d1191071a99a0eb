import type { Request, Response } from 'express';

export const userLogout = async (req: Request, res: Response): Promise<void> => {
  await (req as unknown as { logout(): Promise<void> }).logout();
  res.clearCookie('connect.sid');
  res.status(200).send({ message: 'logged out' });
};
