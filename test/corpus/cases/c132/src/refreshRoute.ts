import { verify } from 'jsonwebtoken';
import type { Request, Response } from 'express';
import { createAccessToken, createRefreshToken } from './auth';
import { User } from './entity/User';

export async function refreshRoute(req: Request, res: Response): Promise<void> {
  const payload = verify(req.cookies.jid, process.env.REFRESH_TOKEN_SECRET as string) as {
    userId: string;
    tokenVersion: number;
  };
  const user = await User.findOne({ id: payload.userId });
  if (!user || user.tokenVersion !== payload.tokenVersion) {
    res.send({ ok: false, accessToken: '' });
    return;
  }
  res.cookie('jid', createRefreshToken(user), { httpOnly: true, path: '/refresh_token' });
  res.send({ ok: true, accessToken: createAccessToken(user) });
}
