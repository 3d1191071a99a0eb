import { Router } from 'express';
import { verify } from 'jsonwebtoken';
import { User } from './entity/User';
import { createAccessToken, createRefreshToken } from './auth';
import { sendRefreshToken } from './sendRefreshToken';

export const refreshRouter = Router();

const refused = { ok: false, accessToken: '' };

refreshRouter.post('/refresh_token', async (req, res) => {
  const token = req.cookies.jid;
  if (!token) return res.send(refused);

  let payload: any;
  try {
    payload = verify(token, process.env.REFRESH_TOKEN_SECRET!);
  } catch {
    return res.send(refused);
  }

  const user = await User.findOne({ where: { id: payload.userId } });
  if (!user) return res.send(refused);

  if (user.tokenVersion !== payload.tokenVersion) return res.send(refused);

  sendRefreshToken(res, createRefreshToken(user));
  return res.send({ ok: true, accessToken: createAccessToken(user) });
});
