import jwt from 'jsonwebtoken';
import type { Request, Response } from 'express';
import { sessions } from '../sessions';

export async function logout(req: Request, res: Response): Promise<void> {
  const { sid } = jwt.verify(req.cookies.token, process.env.JWT_SECRET as string, { ignoreExpiration: true }) as { sid: string };
  await sessions.remove(sid);
  res.clearCookie('token').sendStatus(204);
}
