import { Router } from 'express';
import 'express-async-errors';
import { z } from 'zod';
import * as refreshTokens from './refreshTokens';
import { signAccess } from './access';
import { login } from './login';

const Body = z.object({ refreshToken: z.string().length(80) });
const router = Router();

router.post('/login', async (req, res) => {
  const user = await login(req.body);
  if (!user) return res.status(401).json({ message: 'Unauthorized' });
  res.json({ accessToken: signAccess(user.id), refreshToken: await refreshTokens.create(user.id) });
});

router.post('/refresh', async (req, res) => {
  const { refreshToken } = Body.parse(req.body);
  const row = await refreshTokens.find(refreshToken);
  if (!row) return res.status(401).json({ message: 'Unauthorized' });
  await refreshTokens.removeById(row.id);
  res.json({ accessToken: signAccess(row.userId), refreshToken: await refreshTokens.create(row.userId) });
});

router.post('/logout', async (req, res) => {
  const { refreshToken } = Body.parse(req.body);
  await refreshTokens.removeByToken(refreshToken);
  res.status(204).end();
});

export default router;
